package org.examhall.bridge.outcome;

import java.util.List;
import org.examhall.bridge.service.AgsPlace;

/** Where a grade goes; how it is written depends on what the place understands. */
public sealed interface GradePlace {
  /**
   * A cell that the outcome service of LTI 1.1 writes to.
   *
   * @param cells the same under the current secret and, while it is being changed, the previous one
   */
  record Lti11(List<OutcomePlace> cells) implements GradePlace {}

  /** A cell that AGS writes to. */
  record Lti13(AgsPlace cell) implements GradePlace {}
}
