package org.examhall.lti.role;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.examhall.lti.role.Role.Scope;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RolesTest {

  @Test
  @Requirement({"RO-01", "RO-02", "RO-03"})
  void aListIsSplitTrimmedAndTakenApart() {
    Roles roles =
        Roles.parse(
            " Instructor ,, urn:lti:instrole:ims/lis/Student,"
                + "urn:lti:sysrole:ims/lis/SysAdmin ,urn:lti:role:ims/lis/TeachingAssistant/Grader,"
                + "http://example.org/other,");

    assertEquals(
        List.of(
            new Role(Scope.CONTEXT, "instructor", Optional.empty()),
            new Role(Scope.INSTITUTION, "student", Optional.empty()),
            new Role(Scope.SYSTEM, "sysadmin", Optional.empty()),
            new Role(Scope.CONTEXT, "teachingassistant", Optional.of("grader"))),
        roles.all());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Instructor",
        "instructor",
        "urn:lti:role:ims/lis/Instructor",
        "URN:LTI:ROLE:IMS/LIS/INSTRUCTOR",
        "urn:lti:role:ims/lis/Instructor/PrimaryInstructor",
        "TeachingAssistant",
        "urn:lti:role:ims/lis/TeachingAssistant/Grader",
        "ContentDeveloper",
        "Administrator",
        "urn:lti:role:ims/lis/Administrator",
        "Manager",
        "urn:lti:role:ims/lis/Manager/CourseCoordinator",
        "Learner, Instructor",
        " Instructor "
      })
  @Requirement({"RO-01", "RO-02", "RO-05"})
  void thoseWhoTeachTheCourseAreInstructors(String roles) {
    assertEquals(LaunchRole.INSTRUCTOR, Roles.parse(roles).role(false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "Learner",
        "Student,Learner",
        "Member",
        "Guest",
        "NonInstructor",
        "xInstructor",
        "Instructors",
        "InstructorX",
        "urn:lti:role:ims/lis/Learner/Instructor",
        "urn:lti:instrole:ims/lis/Instructor",
        "urn:lti:instrole:ims/lis/Faculty",
        "urn:lti:instrole:ims/lis/Administrator",
        "urn:lti:sysrole:ims/lis/Administrator",
        "urn:lti:sysrole:ims/lis/SysAdmin",
        "urn:lti:instrole:ims/lis/Instructor,urn:lti:role:ims/lis/Learner",
        "urn:lti:sysrole:ims/lis/Instructor",
        "urn:lti:role:ims/lis/",
        "urn:lti:role:ims/lis/Instructor/a/b",
        "xurn:lti:role:ims/lis/Instructor",
        "urn:lti:otherrole:ims/lis/Instructor",
        "urn:lti:instrole:ims/lis/Mentor",
        "Mentor,Learner",
        "Instructor;Learner"
      })
  @Requirement({"RO-03", "RO-04", "RO-05", "RO-06"})
  void everybodyElseIsALearner(String roles) {
    assertEquals(LaunchRole.LEARNER, Roles.parse(roles).role(false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mentor",
        "urn:lti:role:ims/lis/Mentor",
        "urn:lti:role:ims/lis/Mentor/Advisor",
        "Mentor,urn:lti:instrole:ims/lis/Instructor",
        "urn:lti:role:ims/lis/Manager/Observer",
        "urn:lti:role:ims/lis/Manager/ExternalObserver"
      })
  @Requirement("RO-06")
  void mentorsObserve(String roles) {
    assertEquals(LaunchRole.OBSERVER, Roles.parse(roles).role(false));
  }

  @ParameterizedTest
  @CsvSource({
    "urn:lti:sysrole:ims/lis/SysAdmin, INSTRUCTOR",
    "urn:lti:sysrole:ims/lis/AccountAdmin, INSTRUCTOR",
    "urn:lti:sysrole:ims/lis/Administrator, INSTRUCTOR",
    "urn:lti:instrole:ims/lis/Administrator, INSTRUCTOR",
    "urn:lti:instrole:ims/lis/Instructor, LEARNER",
    "urn:lti:instrole:ims/lis/Faculty, LEARNER",
    "urn:lti:sysrole:ims/lis/User, LEARNER"
  })
  @Requirement("RO-04")
  void theSwitchIsForAdministratorsOnly(String roles, LaunchRole expected) {
    assertEquals(expected, Roles.parse(roles).role(true));
  }
}
