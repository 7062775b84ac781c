package org.examhall.lti.oauth;

/**
 * A message that is genuine, fresh and seen for the first time.
 *
 * <p>Only {@link OAuthVerifier} makes one, so whoever is handed one need not ask again.
 */
public final class Verified implements Verification {
  private final String consumerKey;
  private final Parameters query;
  private final Parameters body;
  private final Diagnosis diagnosis;

  Verified(String consumerKey, Parameters query, Parameters body, Diagnosis diagnosis) {
    this.consumerKey = consumerKey;
    this.query = query;
    this.body = body;
    this.diagnosis = diagnosis;
  }

  /** Whose key signed it. */
  public String consumerKey() {
    return consumerKey;
  }

  /** What the launch URL carries; whoever configured the link wrote it. */
  public Parameters query() {
    return query;
  }

  /** What the platform says, without the platform's copy of the query if it made one. */
  public Parameters body() {
    return body;
  }

  /** How it was checked, for the administrator, should it be refused for what it says. */
  public Diagnosis diagnosis() {
    return diagnosis;
  }
}
