package org.examhall.core.consumer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Row;

/**
 * How launches with an LTI 1.1 key are checked, as far as the administrator decides it.
 *
 * @param minimumMethod weakest accepted {@code oauth_signature_method}
 * @param windowSeconds largest accepted clock difference, both ways
 * @param laterVersions whether {@code LTI-1p1} and {@code LTI-1p2} are accepted as lti_version
 * @param adminsAreStaff whether institution and system administrators count as instructors
 */
public record LaunchChecks(
    String minimumMethod, int windowSeconds, boolean laterVersions, boolean adminsAreStaff) {
  /** Accepted methods, weakest first. */
  public static final List<String> METHODS = List.of("HMAC-SHA1", "HMAC-SHA256");

  private static final int SHORTEST_WINDOW_SECONDS = 60;
  private static final int LONGEST_WINDOW_SECONDS = 5_400;

  /** Refused when a value is none that a launch could be checked by. */
  void requireUsable() {
    if (!METHODS.contains(minimumMethod)) {
      throw new Refused(ConsumerReason.METHOD_UNKNOWN);
    }
    if (windowSeconds < SHORTEST_WINDOW_SECONDS || windowSeconds > LONGEST_WINDOW_SECONDS) {
      throw new Refused(
          ConsumerReason.WINDOW_OUTSIDE, SHORTEST_WINDOW_SECONDS, LONGEST_WINDOW_SECONDS);
    }
  }

  /** What these change in {@code before}, by name: the old value and the new one. */
  Map<String, String> changesOf(LaunchChecks before) {
    Map<String, String> changes = new LinkedHashMap<>(words());
    before
        .words()
        .forEach((name, old) -> changes.computeIfPresent(name, (n, now) -> both(old, now)));
    changes.values().removeIf(String::isEmpty);
    return changes;
  }

  /** By name, as the command line takes and prints them. */
  public Map<String, String> words() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("minimum-method", minimumMethod);
    words.put("window-seconds", Integer.toString(windowSeconds));
    words.put("later-versions", laterVersions ? "on" : "off");
    words.put("admins-are-staff", adminsAreStaff ? "on" : "off");
    return words;
  }

  static LaunchChecks read(Row row) {
    return new LaunchChecks(
        row.text("minimum_method"),
        row.intAt("window_seconds"),
        row.flag("later_versions"),
        row.flag("admins_are_staff"));
  }

  private static String both(String old, String now) {
    return old.equals(now) ? "" : old + " to " + now;
  }
}
