package org.examhall.demo;

/** Why the demo cannot run; the message is for the person who started it. */
final class DemoProblem extends RuntimeException {
  private static final long serialVersionUID = 1;

  DemoProblem(String message) {
    super(message);
  }
}
