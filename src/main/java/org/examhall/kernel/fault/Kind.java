package org.examhall.kernel.fault;

/** What sort of no a {@link Refused} is; the web layer maps each to one HTTP status. */
public enum Kind {
  /** The request itself is malformed: 400. */
  BAD_INPUT,
  /** Who asks is not known, or a signature failed: 401. */
  UNAUTHENTICATED,
  /** Who asks may not do this: 403. */
  FORBIDDEN,
  /** Nothing there, or not theirs to know about: 404. */
  NOT_FOUND,
  /** The state of things does not allow it now: 409. */
  CONFLICT,
  /** More bytes than the limit: 413. */
  TOO_LARGE,
  /** Too many requests: 429. */
  TOO_MANY,
  /** Overloaded or a dependency is away; trying again helps: 503. */
  UNAVAILABLE
}
