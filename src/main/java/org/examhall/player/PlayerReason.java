package org.examhall.player;

import org.examhall.kernel.fault.Kind;
import org.examhall.kernel.fault.Reason;

/** Why a player window is turned away. */
public enum PlayerReason implements Reason {
  /** The request does not come from a page of the content origin. */
  ORIGIN(Kind.FORBIDDEN, "player.origin"),
  /** No right to this socket; no more is said. */
  SOCKET(Kind.FORBIDDEN, "player.socket"),
  /** Not JSON, or not this protocol. */
  BODY(Kind.BAD_INPUT, "player.body"),
  /** More bytes than a message may have. */
  TOO_LARGE(Kind.TOO_LARGE, "player.too_large"),
  /** More at once than one window has a use for. */
  TOO_MANY(Kind.TOO_MANY, "player.too_many"),
  /** Nothing could be stored in time; trying again helps. */
  BUSY(Kind.UNAVAILABLE, "player.busy");

  private final Kind kind;
  private final String messageKey;

  PlayerReason(Kind kind, String messageKey) {
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
