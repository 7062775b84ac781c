package org.examhall.web.admin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.core.user.AuditQuery;
import org.examhall.web.http.Request;

/**
 * How lines of the log are asked for in an address.
 *
 * <p>Shape: {@code ?actor=staff:3&action=consumer.added&period=24h&before=17}, each optional and
 * none of it when empty.
 *
 * @param period {@code 24h}, {@code 7d}, {@code 30d}, or empty for all time
 */
public record AuditSearch(String actor, String action, String period, Optional<Long> before) {
  private static final int ROWS = 50;
  private static final Map<String, Duration> PERIODS =
      Map.of("24h", Duration.ofDays(1), "7d", Duration.ofDays(7), "30d", Duration.ofDays(30));

  static AuditSearch of(Request request) {
    return new AuditSearch(
        request.parameter("actor").orElse(""),
        request.parameter("action").orElse(""),
        request.parameter("period").filter(PERIODS::containsKey).orElse(""),
        request
            .parameter("before")
            .filter(typed -> typed.matches("[1-9]\\d{0,17}"))
            .map(Long::valueOf));
  }

  /** One row more than a page has, to learn whether there are more. */
  AuditQuery query() {
    return new AuditQuery(
        actor, action, Optional.ofNullable(PERIODS.get(period)), before, ROWS + 1);
  }

  /** The rows of this page. */
  static <T> List<T> page(List<T> found) {
    return found.subList(0, Math.min(found.size(), ROWS));
  }

  /** The address of the page after this one, which ends with the line {@code last}. */
  String older(long last) {
    return address() + "&before=" + last;
  }

  /** The address of the first page. */
  public String address() {
    return "/admin/audit?actor="
        + encoded(actor)
        + "&action="
        + encoded(action)
        + "&period="
        + period;
  }

  /** Whether anything is asked for at all. */
  public boolean isNarrow() {
    return !actor.isEmpty() || !action.isEmpty() || !period.isEmpty();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
