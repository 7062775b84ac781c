package org.examhall.lti.launch;

import static org.examhall.lti.TestToken.TARGET;
import static org.examhall.lti.TestToken.fault;
import static org.examhall.lti.TestToken.ordinary;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.examhall.kernel.fault.Refused;
import org.examhall.lti.ClaimNames;
import org.examhall.lti.Fault13;
import org.examhall.lti.TestToken;
import org.examhall.lti.role.LaunchRole;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Launch13Test {
  private static final LaunchSpace OURS = LaunchSpace.below("https://exams.example.edu/lti13");
  private static final Launch13Terms TERMS =
      new Launch13Terms(OURS, TARGET, Optional.of("d1"), false);
  private static final String MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership";

  @Test
  @Requirement({"LA-10", "LA-12", "LA-14", "RO-06"})
  void anOrdinaryTokenIsALaunch() {
    Launch13 launch = read(ordinary());

    assertEquals(MessageType.RESOURCE_LINK, launch.type());
    assertEquals("d1", launch.deploymentId());
    assertEquals("rl 1", launch.resourceLink().orElseThrow().id());
    assertEquals(Optional.of("u1"), launch.person().sub());
    assertEquals(Optional.of(TARGET), launch.targetLinkUri());
    assertEquals(LaunchRole.LEARNER, launch.role());
    assertEquals(Optional.empty(), launch.course().id());
    assertEquals(Optional.empty(), launch.services().grades());
    assertEquals(Optional.empty(), launch.presentation().returnUrl());
    assertEquals(Optional.empty(), launch.selection());
  }

  @ParameterizedTest
  @CsvSource({
    "version, , LTI_VERSION_WRONG",
    "version, '\"1.3\"', LTI_VERSION_WRONG",
    "version, LTI-1p0, LTI_VERSION_WRONG",
    "message_type, , MESSAGE_TYPE_MISSING",
    "message_type, LtiStartProctoring, MESSAGE_TYPE_UNSUPPORTED",
    "message_type, ltiresourcelinkrequest, MESSAGE_TYPE_UNSUPPORTED",
    "message_type, LtiDeepLinkingRequest, SETTINGS_MISSING",
    "message_type, LtiSubmissionReviewRequest, FOR_USER_MISSING",
    "message_type, DataPrivacyLaunchRequest, FOR_USER_MISSING",
    "deployment_id, , DEPLOYMENT_MISSING",
    "deployment_id, '\"\"', DEPLOYMENT_MISSING",
    "deployment_id, 2, DEPLOYMENT_UNREADABLE",
    "deployment_id, d2, DEPLOYMENT_CHANGED",
    "target_link_uri, , TARGET_MISSING",
    "target_link_uri, https://evil.example/lti13/launch, TARGET_FOREIGN",
    "target_link_uri, https://exams.example.edu/lti13/other, TARGET_CHANGED",
    "target_link_uri, https://exams.example.edu/lti13/launch?x=1, TARGET_CHANGED",
    "resource_link, , RESOURCE_LINK_MISSING",
    "resource_link, '{\"id\":\"\"}', RESOURCE_LINK_MISSING",
    "resource_link, '[]', RESOURCE_LINK_MISSING",
    "roles, , ROLES_MISSING"
  })
  @Requirement({"LA-10", "LA-12", "LA-13", "LA-17", "LI-05", "DL-01"})
  void whatItsTypeRequiresMustBeThere(String claim, String value, Fault13 expected) {
    TestToken token = ordinary().without(ClaimNames.core(claim));
    if (value != null) {
      token.with(ClaimNames.core(claim), value);
    }

    assertFault(expected, token);
  }

  @Test
  @Requirement({"LA-10", "LA-12"})
  void idsHaveTheLengthOfTheStandard() {
    String longest = "x".repeat(255);

    Launch13 launch =
        Launch13.read(
            ordinary()
                .with("sub", longest)
                .with(ClaimNames.core("deployment_id"), longest)
                .verified(),
            new Launch13Terms(OURS, TARGET, Optional.empty(), false));

    assertEquals(Optional.of(longest), launch.person().sub());
    assertEquals(longest, launch.deploymentId());
    assertFault(Fault13.SUBJECT_UNREADABLE, ordinary().with("sub", longest + "x"));
    assertFault(
        Fault13.DEPLOYMENT_UNREADABLE,
        ordinary().with(ClaimNames.core("deployment_id"), "x".repeat(300)));
  }

  @Test
  @Requirement({"LA-12", "LA-16"})
  void nobodyIsLaunchedAnonymouslyNorByTheirAddress() {
    assertFault(Fault13.SUBJECT_MISSING, ordinary().without("sub").with("email", "a@example.edu"));
    assertFault(Fault13.SUBJECT_MISSING, ordinary().with("sub", "\" \""));
  }

  @Test
  @Requirement("LA-17")
  void whoSendsAnotherTypeIsToldThoseThatWeServe() {
    TestToken token = ordinary().with(ClaimNames.core("message_type"), "<b>x</b>");

    Refused refused = assertThrows(Refused.class, () -> read(token));

    assertEquals(List.of(MessageType.list()), refused.details());
    assertTrue(MessageType.list().contains("LtiDeepLinkingRequest"));
  }

  @ParameterizedTest
  @CsvSource({
    "'[]', LEARNER",
    "null, LEARNER",
    "7, LEARNER",
    "'[\"http://example.org/vocab#Instructor\"]', LEARNER",
    "'[null, 7, {}]', LEARNER",
    "Instructor, INSTRUCTOR",
    "'[\"Instructor\"]', INSTRUCTOR",
    "'[\"http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor\"]', INSTRUCTOR"
  })
  @Requirement({"LA-12", "LA-14", "LA-18", "RO-06"})
  void rolesOfAnyShapeAreLeastPrivilegeUnlessTheyNameMore(String roles, LaunchRole expected) {
    assertEquals(expected, read(ordinary().with(ClaimNames.core("roles"), roles)).role());
  }

  @Test
  @Requirement({"LA-18", "RO-06"})
  void aMentorNamesWhomTheyFollow() {
    Launch13 launch =
        read(
            ordinary()
                .with(ClaimNames.core("roles"), "[\"" + MEMBERSHIP + "#Mentor\"]")
                .with(ClaimNames.core("role_scope_mentor"), "[\"u7\",8,\"\",null,\"a,b\"]"));

    assertEquals(LaunchRole.OBSERVER, launch.role());
    assertEquals(List.of("u7", "8", "a,b"), launch.mentorOf());
  }

  @Test
  @Requirement("LA-15")
  void everyOptionalClaimIsRead() {
    TestToken token = ordinary();
    List.of("name", "given_name", "middle_name", "family_name", "email", "picture", "locale")
        .forEach(name -> token.withText(name, "value of " + name));
    token.with(
        ClaimNames.core("context"),
        object("id", "label", "title").replace("}", ",\"type\":[\"value of type\"]}"));
    token.with(
        ClaimNames.core("tool_platform"),
        object(
            "guid",
            "name",
            "version",
            "product_family_code",
            "contact_email",
            "url",
            "description"));
    token.with(
        ClaimNames.core("launch_presentation"),
        object("document_target", "locale").replace("}", ",\"height\":600,\"width\":\"800\"}"));
    token.with(
        ClaimNames.core("lis"),
        object("person_sourcedid", "course_offering_sourcedid", "course_section_sourcedid"));
    token.withText(ClaimNames.core("lti11_legacy_user_id"), "value of legacy");

    Launch13 read = read(token);

    String shown = read.person() + " " + read.course() + " " + read.platform();
    List.of(
            "name, given_name, middle_name, family_name, email, picture, locale, person_sourcedid",
            "id, label, title, type, course_offering_sourcedid, course_section_sourcedid",
            "guid, version, product_family_code, contact_email, url, description")
        .stream()
        .flatMap(names -> List.of(names.split(", ")).stream())
        .forEach(name -> assertTrue(shown.contains("value of " + name), name));
    assertTrue(read.platform().toString().contains("value of name"), read.platform().toString());
    assertEquals(Optional.of("value of locale"), read.presentation().locale());
    assertEquals(Optional.of("value of document_target"), read.presentation().documentTarget());
    assertEquals(Optional.of("600"), read.presentation().height());
    assertEquals(Optional.of("800"), read.presentation().width());
    assertEquals(Optional.of("value of legacy"), read.earlier().legacyUserId());
  }

  @Test
  @Requirement({"LA-14", "LA-15"})
  void customValuesAreTextsAndUnresolvedVariablesAbsent() {
    Launch13 launch =
        read(
            ordinary()
                .with(
                    ClaimNames.core("custom"),
                    """
                    {"examId":7,"shown":true,"half":0.5,"none":null,"list":[1],
                     "mail":"$Person.email.primary","exam":"e 1"}
                    """)
                .with(ClaimNames.core("ext"), "{\"lms\":\"moodle-2\"}"));

    assertEquals(Optional.of("7"), launch.custom().find("examId"));
    assertEquals(Optional.of("true"), launch.custom().find("shown"));
    assertEquals(Optional.of("0.5"), launch.custom().find("half"));
    assertEquals(Optional.of("[1]"), launch.custom().find("list"));
    assertEquals(Optional.of("e 1"), launch.custom().find("Exam"));
    assertEquals(Optional.empty(), launch.custom().find("mail"));
    assertEquals(Optional.empty(), launch.custom().find("none"));
    assertEquals(Optional.of("moodle-2"), launch.ext().find("lms"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "7", "\"text\"", "[]", "[{}]", "true", "{\"id\":{}}"})
  @Requirement("LA-14")
  void noTypeOfAnOptionalClaimBreaksTheLaunch(String junk) {
    TestToken token = ordinary();
    List.of("context", "custom", "ext", "launch_presentation", "lis", "tool_platform", "lti1p1")
        .forEach(name -> token.with(ClaimNames.core(name), junk));
    List.of("role_scope_mentor", "for_user", "lti11_legacy_user_id")
        .forEach(name -> token.with(ClaimNames.core(name), junk));
    List.of(ClaimNames.GRADES, ClaimNames.ROSTER, ClaimNames.GROUPS, ClaimNames.OUTCOME, "name")
        .forEach(name -> token.with(name, junk));

    Launch13 launch = read(token);

    assertEquals(Optional.empty(), launch.course().id());
    assertEquals(Optional.empty(), launch.services().grades());
  }

  @Test
  @Requirement({"LA-15", "LA-14", "CG-01"})
  void servicesAreReadAsFarAsTheyAreWebAddresses() {
    Launch13.Services services =
        read(ordinary()
                .with(
                    ClaimNames.GRADES,
                    "{\"scope\":\"a b\",\"lineitems\":\"https://lms/i?t=2\",\"lineitem\":\"file:/x\"}")
                .with(ClaimNames.ROSTER, "{\"context_memberships_url\":\"https://lms/m\"}")
                .with(
                    ClaimNames.GROUPS,
                    "{\"context_groups_url\":\"https://lms/g\",\"scope\":[\"c\"]}")
                .with(
                    ClaimNames.OUTCOME,
                    "{\"lis_outcome_service_url\":\"https://lms/o\",\"lis_result_sourcedid\":\" x\"}"))
            .services();

    assertEquals(Set.of("a", "b"), services.grades().orElseThrow().scopes());
    assertEquals(
        "https://lms/i?t=2", services.grades().orElseThrow().lineItems().orElseThrow().plain());
    assertEquals(Optional.empty(), services.grades().orElseThrow().lineItem());
    assertEquals("https://lms/m", services.roster().orElseThrow().plain());
    assertEquals("https://lms/g", services.groups().orElseThrow().groups().plain());
    assertEquals(" x", services.outcome().orElseThrow().sourcedId());
  }

  @Test
  @Requirement({"LA-19", "I34"})
  void aReturnAddressIsAWebAddressOrAbsent() {
    String name = ClaimNames.core("launch_presentation");

    assertEquals(
        "https://lms/back?k=1",
        read(ordinary().with(name, "{\"return_url\":\"https://lms/back?k=1\"}"))
            .presentation()
            .returnUrl()
            .orElseThrow()
            .plain());
    assertEquals(
        Optional.empty(),
        read(ordinary().with(name, "{\"return_url\":\"javascript:alert(1)\"}"))
            .presentation()
            .returnUrl());
  }

  @Test
  @Requirement("SR-01")
  void aReviewNamesTheLearnerAndTheColumn() {
    TestToken review =
        ordinary()
            .with(ClaimNames.core("message_type"), "LtiSubmissionReviewRequest")
            .with(ClaimNames.core("for_user"), "{\"user_id\":\"u7\"}");
    assertFault(Fault13.LINE_ITEM_MISSING, review);

    Launch13 launch = read(review.with(ClaimNames.GRADES, "{\"lineitem\":\"https://lms/1\"}"));

    assertEquals(Optional.of("u7"), launch.forUser());
  }

  @ParameterizedTest
  @ValueSource(strings = {"DataPrivacyLaunchRequest", "LtiDataPrivacyLaunchRequest"})
  @Requirement("DP-01")
  void aPrivacyLaunchNeedsNoCourse(String type) {
    Launch13 launch =
        read(
            ordinary()
                .with(ClaimNames.core("message_type"), type)
                .without(ClaimNames.core("resource_link"))
                .with(ClaimNames.core("for_user"), "{\"user_id\":7}"));

    assertEquals(MessageType.DATA_PRIVACY, launch.type());
    assertEquals(Optional.of("7"), launch.forUser());
    assertFalse(launch.resourceLink().isPresent());
  }

  private static String object(String... names) {
    StringBuilder members = new StringBuilder();
    for (String name : names) {
      members.append(members.isEmpty() ? "" : ",");
      members.append("\"%s\":\"value of %s\"".formatted(name, name));
    }
    return "{" + members + "}";
  }

  private static Launch13 read(TestToken token) {
    return Launch13.read(token.verified(), TERMS);
  }

  private static void assertFault(Fault13 expected, TestToken token) {
    assertEquals(Optional.of(expected), fault(() -> read(token)));
  }
}
