package org.examhall.core.exam;

/** Which SCORM a package speaks. */
public enum Standard {
  /** SCORM 1.2: looks for {@code API}. */
  SCORM12,
  /** SCORM 2004, any edition: looks for {@code API_1484_11}. */
  SCORM2004
}
