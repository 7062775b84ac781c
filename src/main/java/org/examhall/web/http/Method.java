package org.examhall.web.http;

/** The HTTP methods that routes answer to; HEAD is answered as GET without a body. */
public enum Method {
  /** Reads; changes nothing. */
  GET,
  /** Changes something; carries a CSRF proof unless its route says how else it is protected. */
  POST
}
