package org.examhall.core.consumer;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.examhall.kernel.sql.Row;

/**
 * Examhall as a tool of one platform: what LTI 1.3 calls a client.
 *
 * @param consumerId whose launches it brings, unless a deployment has a consumer of its own
 * @param scopes what the platform granted at registration; empty: not told, the launch says
 * @param active false until an administrator approves what registered itself
 * @param consumerEnabled whether its consumer may launch at all
 */
public record Lti13Registration(
    long id,
    long consumerId,
    Lti13Platform platform,
    Lti13Rules rules,
    List<String> scopes,
    boolean active,
    boolean consumerEnabled,
    Instant createdAt) {
  private static final Pattern BLANK = Pattern.compile(" ");

  /** {@code iss} of its tokens. */
  public String issuer() {
    return platform.issuer();
  }

  /** What the platform calls us. */
  public String clientId() {
    return platform.clientId();
  }

  static Lti13Registration read(Row row) {
    return new Lti13Registration(
        row.longAt("id"),
        row.longAt("consumer_id"),
        Lti13Platform.read(row),
        Lti13Rules.read(row),
        BLANK.splitAsStream(row.text("scopes")).filter(scope -> !scope.isEmpty()).toList(),
        row.flag("active"),
        row.flag("enabled"),
        row.instant("created_at"));
  }
}
