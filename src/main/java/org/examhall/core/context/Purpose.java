package org.examhall.core.context;

/** What an LMS asks for with a launch. */
public enum Purpose {
  /** To open what the followed link leads to. */
  RESOURCE,
  /** To choose what links of the course are to lead to: deep linking, content-item selection. */
  SELECTION,
  /** To show the work that somebody handed in. */
  REVIEW,
  /** To show an administrator what is kept about somebody. */
  PRIVACY,
  /** No LMS asked: a site administrator looks at the class of an exam, and changes nothing. */
  ADMINISTRATION
}
