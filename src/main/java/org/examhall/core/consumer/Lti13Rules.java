package org.examhall.core.consumer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Row;

/**
 * How launches of a registration are checked, as far as the administrator decides it.
 *
 * @param acceptDeployments whether a deployment that a launch names first is accepted; else it
 *     waits for the administrator
 * @param consumerPerDeployment one client for many institutions (Blackboard): each accepted
 *     deployment is a consumer of its own
 * @param algorithms JWS algorithms that tokens may be signed with
 * @param leewaySeconds how far clocks may differ
 * @param oldestSeconds largest age of a token ({@code iat})
 * @param trustedAudiences whom else a token may be for ({@code aud}) besides us
 * @param adminsAreStaff whether institution and system administrators count as instructors
 * @param adminsErase whether who administers the LMS may erase the person that a data-privacy
 *     launch names
 */
public record Lti13Rules(
    boolean acceptDeployments,
    boolean consumerPerDeployment,
    List<String> algorithms,
    int leewaySeconds,
    int oldestSeconds,
    List<String> trustedAudiences,
    boolean adminsAreStaff,
    boolean adminsErase) {
  /** What nearly every LMS needs; the same as the table's defaults. */
  public static final Lti13Rules USUAL =
      new Lti13Rules(false, false, List.of("RS256"), 60, 600, List.of(), false, false);

  private static final int LONGEST_LEEWAY_SECONDS = 300;
  private static final int YOUNGEST_AGE_SECONDS = 60;
  private static final int OLDEST_AGE_SECONDS = 86_400;
  private static final int MOST_AUDIENCES = 10;
  private static final int LONGEST_AUDIENCE = 255;
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /** Refused when a number is none that a launch could be checked by. */
  void requireUsable() {
    if (leewaySeconds < 0 || leewaySeconds > LONGEST_LEEWAY_SECONDS) {
      throw new Refused(ConsumerReason.LEEWAY_OUTSIDE, 0, LONGEST_LEEWAY_SECONDS);
    }
    if (oldestSeconds < YOUNGEST_AGE_SECONDS || oldestSeconds > OLDEST_AGE_SECONDS) {
      throw new Refused(ConsumerReason.AGE_OUTSIDE, YOUNGEST_AGE_SECONDS, OLDEST_AGE_SECONDS);
    }
    if (trustedAudiences.size() > MOST_AUDIENCES
        || trustedAudiences.stream().anyMatch(name -> name.length() > LONGEST_AUDIENCE)) {
      throw new Refused(ConsumerReason.AUDIENCES_OUTSIDE, MOST_AUDIENCES, LONGEST_AUDIENCE);
    }
  }

  /** The same with another answer to unknown deployments and to whose they are. */
  public Lti13Rules with(boolean accept, boolean perDeployment) {
    return new Lti13Rules(
        accept,
        perDeployment,
        algorithms,
        leewaySeconds,
        oldestSeconds,
        trustedAudiences,
        adminsAreStaff,
        adminsErase);
  }

  /** By name, as the command line takes and prints them. */
  public Map<String, String> words() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("accept-deployments", onOff(acceptDeployments));
    words.put("consumer-per-deployment", onOff(consumerPerDeployment));
    words.put("leeway-seconds", Integer.toString(leewaySeconds));
    words.put("oldest-seconds", Integer.toString(oldestSeconds));
    words.put("trusted-audiences", String.join(" ", trustedAudiences));
    words.put("admins-are-staff", onOff(adminsAreStaff));
    words.put("admins-erase", onOff(adminsErase));
    return words;
  }

  /** The audiences in a text, between blanks. */
  public static List<String> audiences(String text) {
    return BLANKS.splitAsStream(text).filter(name -> !name.isEmpty()).distinct().toList();
  }

  static Lti13Rules read(Row row) {
    return new Lti13Rules(
        row.text("unknown_deployments").equals("accept"),
        row.flag("consumer_per_deployment"),
        List.of(row.text("algorithms").split(" ")),
        row.intAt("leeway_seconds"),
        row.intAt("oldest_seconds"),
        audiences(row.text("trusted_audiences")),
        row.flag("admins_are_staff"),
        row.flag("admins_erase"));
  }

  /** {@code acceptDeployments} as the table stores it. */
  String unknownDeployments() {
    return acceptDeployments ? "accept" : "strict";
  }

  private static String onOff(boolean on) {
    return on ? "on" : "off";
  }
}
