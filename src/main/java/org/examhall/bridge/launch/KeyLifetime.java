package org.examhall.bridge.launch;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.examhall.kernel.net.OutboundAnswer;

/**
 * How long a fetched key set is taken for new: as its server says, within limits.
 *
 * <p>Brightspace changes keys about hourly and forbids caches, Canvas monthly; a key that is not
 * known is looked up at once either way. Source: RFC 9111 section 5.2.2.
 */
final class KeyLifetime {
  private static final Duration USUAL = Duration.ofHours(1);
  private static final Duration SHORTEST = Duration.ofMinutes(5);
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final Pattern MAX_AGE = Pattern.compile("(?i)(?:^|[\\s,])max-age=\"?(\\d{1,9})");
  private static final Pattern NEVER = Pattern.compile("(?i)(?:^|[\\s,])no-(store|cache)\\b");

  private KeyLifetime() {}

  static Duration of(OutboundAnswer answer) {
    String control = String.join(", ", answer.headers("Cache-Control"));
    if (NEVER.matcher(control).find()) {
      return SHORTEST;
    }
    Matcher age = MAX_AGE.matcher(control);
    return age.find() ? within(Duration.ofSeconds(Long.parseLong(age.group(1)))) : USUAL;
  }

  private static Duration within(Duration said) {
    if (said.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return said.compareTo(LONGEST) > 0 ? LONGEST : said;
  }
}
