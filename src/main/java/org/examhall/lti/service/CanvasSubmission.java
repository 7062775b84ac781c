package org.examhall.lti.service;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What only Canvas wants to know of a score.
 *
 * <p>Source: Canvas, Scores API, {@code https://canvas.instructure.com/lti/submission}.
 *
 * @param isNew whether the score uses up one of the student's attempts there
 * @param submittedAt when the work was handed in; never later than the score itself is sent
 */
public record CanvasSubmission(boolean isNew, Instant submittedAt) {
  static final String NAME = "https://canvas.instructure.com/lti/submission";

  Map<String, Object> fields(Instant sentAt) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("new_submission", isNew);
    fields.put("submission_type", "none");
    fields.put(
        "submitted_at", ScoreMessage.text(submittedAt.isAfter(sentAt) ? sentAt : submittedAt));
    return fields;
  }
}
