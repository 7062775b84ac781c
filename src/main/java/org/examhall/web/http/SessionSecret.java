package org.examhall.web.http;

/** The token in the cookie that a visitor was recognised by; forms carry a code derived from it. */
public record SessionSecret(String value) {
  @Override
  public String toString() {
    return "SessionSecret";
  }
}
