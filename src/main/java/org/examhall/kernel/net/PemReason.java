package org.examhall.kernel.net;

import org.examhall.kernel.fault.Kind;
import org.examhall.kernel.fault.Reason;

/** Why a text is no client certificate with its key. */
public enum PemReason implements Reason {
  /** No block CERTIFICATE, or one that is none. */
  NO_CERTIFICATE("net.no_certificate"),
  /** No block PRIVATE KEY. */
  NO_KEY("net.no_key"),
  /** The key is there, but encrypted or in the older form of one algorithm. */
  OTHER_KEY("net.other_key"),
  /** The key is none that fits the certificate. */
  NOT_ITS_KEY("net.not_its_key");

  private final String messageKey;

  PemReason(String messageKey) {
    this.messageKey = messageKey;
  }

  @Override
  public Kind kind() {
    return Kind.BAD_INPUT;
  }

  @Override
  public String messageKey() {
    return messageKey;
  }
}
