package org.examhall.web.http;

/** Lets everybody in: public pages, and entries that are protected by a signature or a token. */
public final class Anyone implements Guard {
  @Override
  public void check(Request request) {
    // Nothing to ask.
  }
}
