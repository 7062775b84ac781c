package org.examhall.demo.lms;

import java.util.Map;

/**
 * A link in the course that leads to the tool.
 *
 * @param id what tools get as {@code resource_link_id}
 * @param openedByTeacher whether a teacher has been there, so that it can be expected to be set up
 * @param version by which it is opened
 * @param custom what the tool wants to be told, when the teacher chose the activity there
 * @param target where it leads; empty for where all do
 */
public record Activity(
    String id,
    String title,
    boolean openedByTeacher,
    Version version,
    Map<String, String> custom,
    String target) {

  /** Files that were kept before there was LTI 1.3 have no version. */
  public Activity {
    version = version == null ? Version.LTI_11 : version;
    custom = custom == null ? Map.of() : Map.copyOf(custom);
    target = target == null ? "" : target;
  }

  /** The same, where a teacher has been. */
  Activity opened() {
    return new Activity(id, title, true, version, custom, target);
  }

  /** The same, opened by another version. */
  Activity by(Version other) {
    return new Activity(id, title, openedByTeacher, other, custom, target);
  }
}
