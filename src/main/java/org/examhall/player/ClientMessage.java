package org.examhall.player;

import java.util.List;
import java.util.Optional;
import org.examhall.core.attempt.save.Element;
import org.examhall.core.attempt.save.Refusal;

/** What a player window says. Source: docs/reference/protocol.md 4, 5, 7. */
sealed interface ClientMessage {
  /**
   * Asks for its turn; {@code epoch} 0: for a new one.
   *
   * @param whole whether it can say everything that its exam has set again
   */
  record Hello(int epoch, boolean whole) implements ClientMessage {}

  /**
   * Elements to store.
   *
   * @param refused those that the rules keep out
   * @param terminated whether the content ended its session after these
   */
  record Save(int epoch, int seq, List<Element> elements, List<Refusal> refused, boolean terminated)
      implements ClientMessage {}

  /** Nothing more will come after batch {@code seq}. */
  record End(int epoch, int seq) implements ClientMessage {}

  /** Are you there. */
  record Ping() implements ClientMessage {}

  /** Not understood, and which batch it would have been if that much was clear. */
  record Misread(Why why, Optional<Number> number) implements ClientMessage {
    /** Reasons, as the client is told them in lower case. */
    enum Why {
      JSON,
      TYPE,
      VERSION,
      EPOCH,
      SEQ,
      ELS,
      SIZE
    }

    /** Epoch and seq as sent. */
    record Number(int epoch, int seq) {}
  }
}
