package org.examhall.demo.lms;

import java.util.ArrayList;
import java.util.List;
import org.examhall.demo.lms.lti13.Quirk;

/** Roles as LTI 1.3 writes them. Source: LTI 1.3 appendix A.2. */
final class Roles {
  private static final String VOCABULARY = "http://purl.imsglobal.org/vocab/lis/v2/";

  private Roles() {}

  /** All the roles that a launch tells. */
  static List<String> of(Platform platform, Person person) {
    List<String> roles = new ArrayList<>(List.of(inCourse(person)));
    if (platform.has(Quirk.ROLES_WITH_NONE)) {
      roles.add(VOCABULARY + "system/person#None");
    }
    if (platform.has(Quirk.ROLES_WITH_INSTITUTION)) {
      String there = person.teaches() ? "Instructor" : "Student";
      roles.add(VOCABULARY + "institution/person#" + there);
      roles.add(VOCABULARY + "system/person#User");
    }
    return roles;
  }

  /** The role in the course, in full. */
  static String inCourse(Person person) {
    return VOCABULARY + "membership#" + person.role().lti();
  }
}
