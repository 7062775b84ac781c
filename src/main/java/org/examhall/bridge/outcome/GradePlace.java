package org.examhall.bridge.outcome;

import java.util.List;
import org.examhall.bridge.service.AgsPlace;

/** Where a grade goes; how it is written depends on what the place understands. */
public sealed interface GradePlace {
  /** Whether the person came by the link of this place, and so is somebody there. */
  boolean launched();

  /**
   * A cell that the outcome service of LTI 1.1 writes to.
   *
   * @param cells the same under the current secret and, while it is being changed, the previous one
   */
  record Lti11(List<OutcomePlace> cells) implements GradePlace {
    @Override
    public boolean launched() {
      return true;
    }
  }

  /** A cell that AGS writes to. */
  record Lti13(AgsPlace cell, boolean launched) implements GradePlace {}
}
