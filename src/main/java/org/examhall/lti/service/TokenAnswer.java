package org.examhall.lti.service;

import java.time.Duration;
import java.util.Set;
import org.examhall.lti.service.ServiceAnswer.Verdict;

/** What a platform's answer to a token request comes to. */
public sealed interface TokenAnswer {
  /**
   * A token.
   *
   * @param lifetime from the moment of the answer
   * @param scopes that it is good for; may be fewer than were asked for
   */
  record Granted(String token, Duration lifetime, Set<String> scopes) implements TokenAnswer {
    /** Never shows the token. */
    @Override
    public String toString() {
      return "token for " + scopes;
    }
  }

  /**
   * No token.
   *
   * @param words of the platform, for the administrator
   */
  record Denied(Verdict verdict, String words) implements TokenAnswer {}
}
