package org.examhall.demo.lms.lti13;

/** A request that a real platform would not accept; the message says which rule it broke. */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String error;
  private final String why;
  private final String field;

  /**
   * A refusal.
   *
   * @param status of the answer
   * @param error the code of OAuth or OpenID Connect; empty when they have none for it
   */
  public Refused(int status, String error, String why) {
    this(status, error, why, "");
  }

  private Refused(int status, String error, String why, String field) {
    super(why);
    this.status = status;
    this.error = error;
    this.why = why;
    this.field = field;
  }

  /** A refusal with status 400 whose answer says why below the name of the field that is wrong. */
  public static Refused ofField(String field, String why) {
    return new Refused(400, "", why, field);
  }

  /** Refuses unless the condition holds. */
  public static void unless(boolean condition, int status, String error, String why) {
    if (!condition) {
      throw new Refused(status, error, why);
    }
  }

  public int status() {
    return status;
  }

  public String error() {
    return error;
  }

  public String why() {
    return why;
  }

  /** What the answer is sorted by; empty when the refusal is of the request as a whole. */
  public String field() {
    return field;
  }
}
