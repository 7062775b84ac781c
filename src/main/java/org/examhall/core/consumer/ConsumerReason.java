package org.examhall.core.consumer;

import org.examhall.kernel.fault.Kind;
import org.examhall.kernel.fault.Reason;

/** Why something about a consumer is refused. */
public enum ConsumerReason implements Reason {
  /** Another consumer has this key already: {0}. */
  KEY_TAKEN(Kind.CONFLICT, "consumer.key_taken"),
  /** A title, key or secret is empty or too long. */
  INCOMPLETE(Kind.BAD_INPUT, "consumer.incomplete"),
  /** No consumer has the key {0}. */
  KEY_MISSING(Kind.NOT_FOUND, "consumer.key_missing"),
  /** No such signature method. */
  METHOD_UNKNOWN(Kind.BAD_INPUT, "consumer.method_unknown"),
  /** The clock difference is not between {0} and {1} seconds. */
  WINDOW_OUTSIDE(Kind.BAD_INPUT, "consumer.window_outside");

  private final Kind kind;
  private final String messageKey;

  ConsumerReason(Kind kind, String messageKey) {
    this.kind = kind;
    this.messageKey = messageKey;
  }

  @Override
  public Kind kind() {
    return kind;
  }

  @Override
  public String messageKey() {
    return messageKey;
  }
}
