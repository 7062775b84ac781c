package org.examhall.lti.outcome;

import org.examhall.kernel.fault.Kind;
import org.examhall.kernel.fault.Reason;

/** Why an outcome request is not even built; sending it again can't help. */
public enum OutcomeReason implements Reason {
  /** Below 0 or above 1. */
  SCORE_OUT_OF_RANGE("lti.outcome.score"),
  /** No http or https address, or one that can't be signed. */
  URL_UNUSABLE("lti.outcome.url"),
  /** Empty, or with characters that XML can't carry. */
  SOURCED_ID_UNUSABLE("lti.outcome.sourcedid");

  private final String messageKey;

  OutcomeReason(String messageKey) {
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
