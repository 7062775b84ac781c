package org.examhall.lti.outcome;

/** What an outcome request asks for. */
public enum Operation {
  /** Writes a grade over whatever is there. */
  REPLACE("replaceResult"),
  /** Asks for the grade. */
  READ("readResult");

  private final String wireName;

  Operation(String wireName) {
    this.wireName = wireName;
  }

  String requestElement() {
    return wireName + "Request";
  }

  String responseElement() {
    return wireName + "Response";
  }
}
