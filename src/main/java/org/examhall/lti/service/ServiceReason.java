package org.examhall.lti.service;

import org.examhall.kernel.fault.Kind;
import org.examhall.kernel.fault.Reason;

/** Why a service call is not made, or not carried on; making it again can't help. */
public enum ServiceReason implements Reason {
  /** No http or https address. */
  URL_UNUSABLE("lti.service.url"),
  /** Below 0, of a maximum that is not above 0, or of nobody. */
  SCORE_UNUSABLE("lti.service.score"),
  /** A list that leads back to a page seen before, or goes on too long. */
  PAGES_ENDLESS("lti.service.pages_endless"),
  /** A list that goes on at another server, which must not see our token. */
  PAGES_ELSEWHERE("lti.service.pages_elsewhere");

  private final String messageKey;

  ServiceReason(String messageKey) {
    this.messageKey = messageKey;
  }

  @Override
  public Kind kind() {
    return Kind.BAD_INPUT;
  }

  @Override
  public String messageKey() {
    return messageKey;
  }
}
