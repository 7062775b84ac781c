package org.examhall.core.consumer;

import org.examhall.kernel.sql.Row;

/**
 * What it takes to ask a platform for an access token.
 *
 * @param registrationId ours of that platform
 * @param audience what the platform wants to be called in a token request; empty: by its token URL
 */
public record Lti13Client(long registrationId, String clientId, String tokenUrl, String audience) {
  /** From columns of {@code lti13_registration}, its id as {@code registration_id}. */
  public static Lti13Client read(Row row) {
    return new Lti13Client(
        row.longAt("registration_id"),
        row.text("client_id"),
        row.text("token_url"),
        row.text("token_audience"));
  }
}
