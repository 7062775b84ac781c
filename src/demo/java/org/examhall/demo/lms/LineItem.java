package org.examhall.demo.lms;

import java.math.BigDecimal;
import java.util.Map;

/**
 * A column of the gradebook as tools of LTI 1.3 see it.
 *
 * @param id within the course
 * @param scoreMaximum points, more than 0
 * @param resourceId the tool's name for what is graded; empty for none
 * @param tag the tool's word for the kind of column; empty for none
 * @param activity the activity that it belongs to; empty for none
 * @param own whether the LMS made it, for its activity
 * @param more members that are only kept, such as dates
 */
public record LineItem(
    String id,
    String label,
    BigDecimal scoreMaximum,
    String resourceId,
    String tag,
    String activity,
    boolean own,
    Map<String, Object> more) {
  static final BigDecimal USUAL_MAXIMUM = BigDecimal.valueOf(100);

  /** The column that the LMS makes for an activity. */
  static LineItem ofActivity(String id, Activity activity) {
    String label = activity.title();
    return new LineItem(id, label, USUAL_MAXIMUM, "", "", activity.id(), true, Map.of());
  }

  /** The same under another name, made by the tool. */
  LineItem named(String other) {
    return new LineItem(other, label, scoreMaximum, resourceId, tag, activity, own, more);
  }

  /** The same as the LMS's own, for its activity. */
  LineItem byLms() {
    return new LineItem(id, label, scoreMaximum, resourceId, tag, activity, true, more);
  }
}
