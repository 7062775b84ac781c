package org.examhall.kernel.net;

/** No answer came back; checked, because whoever calls out must say what follows from that. */
public final class OutboundFailed extends Exception {
  private static final long serialVersionUID = 1L;

  /** What happened. */
  public enum Why {
    /** The host is, or resolves to, an address that must not be called from here. */
    FORBIDDEN_ADDRESS,
    /** No connection, or it broke before the whole answer was there. */
    UNREACHABLE,
    /** The certificate is not valid for that host, or TLS failed otherwise. */
    UNTRUSTED,
    /** It took longer than it may. */
    TIMEOUT
  }

  private final Why why;

  OutboundFailed(Why why, Exception cause) {
    super(why.name(), cause);
    this.why = why;
  }

  /** What happened; the cause is for the log. */
  public Why why() {
    return why;
  }
}
