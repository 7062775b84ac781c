package org.examhall.core.attempt.save;

/**
 * A value of suspend_data that is current, or may become it.
 *
 * @param place where it was set
 */
record Current(String value, Place place) {
  /** Nothing was set so far, or nobody needs to know. */
  static final Current NONE = new Current("", new Place(0, 0, 0));
}
