package org.examhall.bridge.launch;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.examhall.lti.launch.NamedValues;

/**
 * What a launch says of the links and courses that its own are copies of, newest first.
 *
 * <p>Shape: ids, at most {@value #MOST} of each kind, as they were called. Source: LTI 1.3 appendix
 * B, {@code ResourceLink.id.history} and {@code Context.id.history} (all that Moodle has), under
 * the names that we ask for, under their own (Blackboard, Brightspace), and as Brightspace's LTI
 * 1.1 has the first; CV-01.
 */
record CopiedFrom(List<String> links, List<String> courses) {
  private static final int MOST = 20;
  private static final int LONGEST_ID = 1_000;

  static CopiedFrom of(NamedValues custom, NamedValues ext) {
    return new CopiedFrom(
        ids(
            custom
                .find("resource_link_id_history")
                .or(() -> custom.find("ResourceLink.id.history"))
                .or(() -> ext.find("d2l_resource_link_id_history"))),
        ids(custom.find("context_id_history").or(() -> custom.find("Context.id.history"))));
  }

  private static List<String> ids(Optional<String> history) {
    return Stream.of(history.orElse("").split(","))
        .map(String::strip)
        .flatMap(CopiedFrom::spellings)
        .filter(id -> !id.isEmpty() && id.length() <= LONGEST_ID && id.indexOf('\0') < 0)
        .distinct()
        .limit(MOST)
        .toList();
  }

  /** For the launch's row; nothing of what has no history. */
  Map<String, List<String>> details() {
    Map<String, List<String>> details = new LinkedHashMap<>();
    details.put("copied_from", links);
    details.put("course_copied_from", courses);
    details.values().removeIf(List::isEmpty);
    return details;
  }

  /** The standard has each id escaped, for those with a comma; not every platform does so. */
  private static Stream<String> spellings(String id) {
    try {
      return Stream.of(id, URLDecoder.decode(id.replace("+", "%2B"), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Stream.of(id); // not escaped at all: the id itself has a percent sign
    }
  }
}
