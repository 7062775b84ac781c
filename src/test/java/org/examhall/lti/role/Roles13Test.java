package org.examhall.lti.role;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.examhall.lti.role.Role.Scope;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Roles13Test {
  private static final String LIS = "http://purl.imsglobal.org/vocab/lis/v2/";

  @Test
  @Requirement({"LA-18", "RO-05"})
  void urlsAreTakenApart() {
    Roles roles =
        Roles.of(
            List.of(
                LIS + "membership#Learner",
                LIS + "membership/Instructor#TeachingAssistant",
                LIS + "institution/person#Student",
                LIS + "system/person#SysAdmin",
                LIS + "system/person#None",
                "http://purl.imsglobal.org/vocab/lti/system/person#TestUser",
                "Mentor",
                "https://example.org/roles#Instructor"));

    assertEquals(
        List.of(
            new Role(Scope.CONTEXT, "learner", Optional.empty()),
            new Role(Scope.CONTEXT, "instructor", Optional.of("teachingassistant")),
            new Role(Scope.INSTITUTION, "student", Optional.empty()),
            new Role(Scope.SYSTEM, "sysadmin", Optional.empty()),
            new Role(Scope.SYSTEM, "testuser", Optional.empty()),
            new Role(Scope.CONTEXT, "mentor", Optional.empty())),
        roles.all());
  }

  @ParameterizedTest
  @CsvSource({
    "membership#Instructor, INSTRUCTOR, INSTRUCTOR",
    "MEMBERSHIP#INSTRUCTOR, INSTRUCTOR, INSTRUCTOR",
    "membership/Instructor#TeachingAssistant, INSTRUCTOR, INSTRUCTOR",
    "membership#ContentDeveloper, INSTRUCTOR, INSTRUCTOR",
    "membership#Administrator, INSTRUCTOR, INSTRUCTOR",
    "membership/Administrator#Support, INSTRUCTOR, INSTRUCTOR",
    "membership#Learner, LEARNER, LEARNER",
    "membership/Learner#Instructor, LEARNER, LEARNER",
    "membership#NonInstructor, LEARNER, LEARNER",
    "membership#Mentor, OBSERVER, OBSERVER",
    "membership/Manager#Observer, OBSERVER, OBSERVER",
    "institution/person#Instructor, LEARNER, LEARNER",
    "institution/person#Faculty, LEARNER, LEARNER",
    "institution/person#Administrator, LEARNER, INSTRUCTOR",
    "system/person#Administrator, LEARNER, INSTRUCTOR",
    "system/person#SysAdmin, LEARNER, INSTRUCTOR",
    "system/person#None, LEARNER, LEARNER",
    "membership#Instructor/x, LEARNER, LEARNER",
    "membership/a/b#Instructor, LEARNER, LEARNER",
    "membership, LEARNER, LEARNER"
  })
  @Requirement({"LA-18", "RO-04", "RO-05", "RO-06"})
  void onlyRolesOfTheCourseMakeAnInstructor(
      String name, LaunchRole usual, LaunchRole adminsAreStaff) {
    Roles roles = Roles.of(List.of(LIS + name));

    assertEquals(usual, roles.role(false));
    assertEquals(adminsAreStaff, roles.role(true));
  }

  @Test
  @Requirement({"LA-18", "RO-04"})
  void aProfessorWhoTakesACourseIsALearner() {
    Roles roles =
        Roles.of(List.of(LIS + "institution/person#Instructor", LIS + "membership#Learner"));

    assertEquals(LaunchRole.LEARNER, roles.role(false));
    assertEquals(LaunchRole.LEARNER, Roles.of(List.of()).role(true));
  }
}
