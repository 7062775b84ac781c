package org.examhall.core.consumer;

import org.examhall.kernel.fault.Kind;
import org.examhall.kernel.fault.Reason;

/** Why something about a consumer is refused. */
public enum ConsumerReason implements Reason {
  /** Another consumer has this key already: {0}. */
  KEY_TAKEN(Kind.CONFLICT, "consumer.key_taken"),
  /** A title, key or secret is empty or too long. */
  INCOMPLETE(Kind.BAD_INPUT, "consumer.incomplete");

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
