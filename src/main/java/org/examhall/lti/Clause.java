package org.examhall.lti;

import org.examhall.kernel.fault.Reason;

/** A reason that can say where the rule comes from that it enforces. */
public interface Clause extends Reason {
  /** The clause of the specification, and our requirement, for the administrator. */
  String clause();
}
