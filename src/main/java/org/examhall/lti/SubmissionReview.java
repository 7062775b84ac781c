package org.examhall.lti;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a column says so that the gradebook offers to open the work behind its grades.
 *
 * <p>Of every progress that our scores tell. The platform launches the link's own address. Source:
 * Submission Review 1.0 section 3.
 */
public final class SubmissionReview {
  /** Name of the member. */
  public static final String NAME = "submissionReview";

  private SubmissionReview() {}

  /** Its value. */
  public static ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putArray("reviewableStatus").add("InProgress").add("Completed");
    return json;
  }
}
