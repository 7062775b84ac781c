package org.examhall.demo.lms.http;

/** A request that cannot be served; the message is shown to whoever sent it. */
public final class HttpProblem extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String why;

  public HttpProblem(int status, String why) {
    super(why);
    this.status = status;
    this.why = why;
  }

  public int status() {
    return status;
  }

  public String why() {
    return why;
  }
}
