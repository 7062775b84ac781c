package org.examhall.bridge.launch;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.examhall.lti.launch.NamedValues;

/**
 * What a launch says of the links that its own is a copy of, newest first.
 *
 * <p>Shape: ids of links, at most {@value #MOST}, each as it was called. Source: LTI 1.3 appendix
 * B, {@code ResourceLink.id.history}, under the name that we ask for, under its own (Blackboard,
 * Brightspace), and as Brightspace's LTI 1.1 has it; CV-01.
 */
record CopiedFrom(List<String> links) {
  private static final int MOST = 20;
  private static final int LONGEST_ID = 1_000;

  static CopiedFrom of(NamedValues custom, NamedValues ext) {
    Optional<String> history =
        custom
            .find("resource_link_id_history")
            .or(() -> custom.find("ResourceLink.id.history"))
            .or(() -> ext.find("d2l_resource_link_id_history"));
    return new CopiedFrom(
        Stream.of(history.orElse("").split(","))
            .map(String::strip)
            .flatMap(CopiedFrom::spellings)
            .filter(id -> !id.isEmpty() && id.length() <= LONGEST_ID && id.indexOf('\0') < 0)
            .distinct()
            .limit(MOST)
            .toList());
  }

  /** For the launch's row; nothing when there is no history. */
  Map<String, List<String>> details() {
    return links.isEmpty() ? Map.of() : Map.of("copied_from", links);
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
