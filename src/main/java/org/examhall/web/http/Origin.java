package org.examhall.web.http;

/** On which of the two origins a route exists; on the other one it is 404. */
public enum Origin {
  /** Pages, LTI, admin: where sessions live. */
  APP,
  /** Player and packages: somebody else's code, no cookie. */
  CONTENT,
  /** Assets and health. */
  BOTH
}
