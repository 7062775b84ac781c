package org.examhall.lti.service;

/**
 * What a platform's answer to a service call comes to.
 *
 * @param words what the platform said, in its words, for whoever has to act; empty when it is done
 */
public record ServiceAnswer(Verdict verdict, String words) {
  /** What follows from an answer. */
  public enum Verdict {
    /** Done; the body, if any, is the answer proper. */
    DONE,
    /** The token is not, or no longer, good. */
    TOKEN_REFUSED,
    /** We may not do that, with whatever token. */
    FORBIDDEN,
    /** Too many requests. */
    LIMITED,
    /** What was asked for is not there any more. */
    GONE,
    /** The platform has something that it takes for newer. */
    OVERTAKEN,
    /** Understood and refused. */
    REFUSED,
    /** The platform is in trouble of its own. */
    TROUBLE,
    /** Something else answered: a redirect, a login page. */
    NOT_AN_ANSWER
  }

  /** Whether the platform did what was asked. */
  public boolean isDone() {
    return verdict == Verdict.DONE;
  }
}
