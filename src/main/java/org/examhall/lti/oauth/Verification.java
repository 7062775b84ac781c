package org.examhall.lti.oauth;

import org.examhall.lti.Fault;

/** The answer to "is this message genuine, fresh and new". */
public sealed interface Verification permits Verified, Verification.Rejected {

  /**
   * It is not; the sender learns the fault's message and nothing more.
   *
   * @param diagnosis for the administrator's log only
   */
  record Rejected(Fault fault, Diagnosis diagnosis) implements Verification {}
}
