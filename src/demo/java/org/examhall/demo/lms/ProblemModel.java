package org.examhall.demo.lms;

import org.examhall.demo.lms.http.HttpProblem;

/** A page that is not what was asked for. */
public record ProblemModel(String message) {
  static ProblemModel of(HttpProblem problem) {
    return new ProblemModel(problem.why());
  }
}
