package org.examhall.demo.server;

/** Why a server cannot run; the message says what to do about it, or shows its last words. */
public final class ServerProblem extends RuntimeException {
  private static final long serialVersionUID = 1;

  ServerProblem(String message) {
    super(message);
  }
}
