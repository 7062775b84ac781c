package org.examhall.player;

/** The way back to a window: a socket, or the answer to a POST. Threads: any. */
interface Line {
  /** Ends a conversation. Source: docs/reference/protocol.md 8. */
  enum Farewell {
    /** What was said is not the protocol. */
    PROTOCOL(4000),
    /** The token no longer holds. */
    TOKEN(4002);

    private final int code;

    Farewell(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  /** Says something, now or in turn; never blocks. */
  void say(String message);

  /** Whether what is said may still be heard. */
  boolean isOpen();

  /** Says nothing more. */
  void end(Farewell farewell);
}
