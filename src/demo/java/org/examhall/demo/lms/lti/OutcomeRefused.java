package org.examhall.demo.lms.lti;

/** An outcome request that a real LMS would not accept; the message says which rule it broke. */
public final class OutcomeRefused extends Exception {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String why;

  public OutcomeRefused(int status, String why) {
    super(why);
    this.status = status;
    this.why = why;
  }

  /** The HTTP status of the answer. */
  public int status() {
    return status;
  }

  public String why() {
    return why;
  }
}
