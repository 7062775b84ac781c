package org.examhall.web.admin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.examhall.core.consumer.RefusalQuery;
import org.examhall.kernel.fault.Refused;
import org.examhall.web.http.HttpReason;
import org.examhall.web.http.Request;

/**
 * How refused launches are asked for in an address.
 *
 * <p>Shape: {@code ?reference=K7QM2X9P&consumer=3&reason=KEY_UNKNOWN&period=24h&before=17}, each
 * optional and none of it when empty. Errors: a number that is none is {@link
 * HttpReason#UNREADABLE}.
 *
 * @param reference as it is kept, whatever case and blanks it was typed with
 * @param period {@code 24h}, {@code 7d}, or empty for as long as refusals are kept
 */
public record RefusalSearch(
    String reference,
    Optional<Long> consumer,
    String reason,
    String period,
    Optional<Long> before) {
  private static final int ROWS = 50;
  private static final int MAX_CHARS = 100;
  private static final Map<String, Duration> PERIODS =
      Map.of("24h", Duration.ofDays(1), "7d", Duration.ofDays(7));

  static RefusalSearch of(Request request) {
    String reference = text(request, "reference").replaceAll("\\s", "").toUpperCase(Locale.ROOT);
    String period = text(request, "period");
    return new RefusalSearch(
        reference,
        number(request, "consumer"),
        text(request, "reason"),
        PERIODS.containsKey(period) ? period : "",
        number(request, "before"));
  }

  /** One row more than a page has, to learn whether there are more. */
  RefusalQuery query() {
    return new RefusalQuery(
        reference, consumer, reason, Optional.ofNullable(PERIODS.get(period)), before, ROWS + 1);
  }

  /** The rows of this page. */
  static <T> List<T> page(List<T> found) {
    return found.subList(0, Math.min(found.size(), ROWS));
  }

  /** The address of the page after this one, which ends with the refusal {@code last}. */
  String older(long last) {
    return address() + "&before=" + last;
  }

  /** The address of the first page. */
  public String address() {
    return "/admin/refusals?reference="
        + encoded(reference)
        + "&consumer="
        + consumer.map(String::valueOf).orElse("")
        + "&reason="
        + encoded(reason)
        + "&period="
        + period;
  }

  /** Whether anything is asked for at all. */
  public boolean isNarrow() {
    return !reference.isEmpty() || consumer.isPresent() || !reason.isEmpty() || !period.isEmpty();
  }

  private static String text(Request request, String name) {
    String typed = request.parameter(name).orElse("").trim();
    return typed.substring(0, Math.min(typed.length(), MAX_CHARS));
  }

  private static Optional<Long> number(Request request, String name) {
    String typed = text(request, name);
    if (typed.isEmpty()) {
      return Optional.empty();
    }
    if (!typed.matches("[1-9]\\d{0,17}")) {
      throw new Refused(HttpReason.UNREADABLE);
    }
    return Optional.of(Long.valueOf(typed));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
