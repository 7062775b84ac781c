package org.examhall.lti.launch;

import static org.examhall.lti.TestLaunch.ordinary;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.examhall.kernel.fault.Refused;
import org.examhall.lti.Fault;
import org.examhall.lti.TestLaunch;
import org.examhall.lti.TestVerifier;
import org.examhall.lti.oauth.Verified;
import org.examhall.lti.role.LaunchRole;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Launch11Test {

  @Test
  @Requirement({"L11-02", "L11-04", "RO-06"})
  void fourFieldsMakeALaunch() {
    Launch11 launch = read(ordinary());

    assertEquals("rl 1", launch.resourceLink().id());
    assertEquals(Optional.empty(), launch.person().userId());
    assertEquals(LaunchRole.LEARNER, launch.role());
    assertEquals(Optional.empty(), launch.outcome());
    assertEquals(Optional.empty(), launch.course().id());
    assertEquals(Optional.empty(), launch.presentation().returnUrl());
  }

  @Test
  @Requirement({"L11-04", "RT-03"})
  void emptyAndBlankFieldsCountAsAbsent() {
    TestLaunch launch =
        ordinary()
            .with("user_id", "")
            .with("roles", "")
            .with("context_id", " ")
            .with("lis_person_name_full", "")
            .with("lis_outcome_service_url", "")
            .with("lis_result_sourcedid", "x")
            .with("launch_presentation_return_url", "")
            .with("custom_exam", "");

    Launch11 read = read(launch);

    assertEquals(Optional.empty(), read.person().userId());
    assertEquals(Optional.empty(), read.course().id());
    assertEquals(Optional.empty(), read.person().fullName());
    assertEquals(Optional.empty(), read.outcome());
    assertEquals(Optional.empty(), read.presentation().returnUrl());
    assertEquals(Optional.empty(), read.custom().find("exam"));
  }

  @Test
  @Requirement("L11-05")
  void everyOptionalFieldIsRead() {
    TestLaunch launch = ordinary();
    List<String> fields =
        List.of(
            "context_type",
            "context_title",
            "context_label",
            "resource_link_title",
            "resource_link_description",
            "user_image",
            "lis_person_name_given",
            "lis_person_name_family",
            "lis_person_name_full",
            "lis_person_contact_email_primary",
            "lis_person_sourcedid",
            "lis_course_offering_sourcedid",
            "lis_course_section_sourcedid",
            "launch_presentation_locale",
            "launch_presentation_document_target",
            "launch_presentation_css_url",
            "launch_presentation_width",
            "launch_presentation_height",
            "tool_consumer_info_product_family_code",
            "tool_consumer_info_version",
            "tool_consumer_instance_guid",
            "tool_consumer_instance_name",
            "tool_consumer_instance_description",
            "tool_consumer_instance_url",
            "tool_consumer_instance_contact_email");
    fields.forEach(field -> launch.with(field, "value of " + field));
    launch.with("role_scope_mentor", "u1, u2,,");
    launch.with("launch_presentation_return_url", "https://lms/back");

    Launch11 read = read(launch);

    String shown = read.toString();
    fields.forEach(field -> assertTrue(shown.contains("value of " + field), field));
    assertEquals(List.of("u1", "u2"), read.mentorOf());
    assertEquals("https://lms/back", read.presentation().returnUrl().orElseThrow().plain());
  }

  @ParameterizedTest
  @CsvSource({
    "lti_message_type, ContentItemSelectionRequest, MESSAGE_TYPE_WRONG",
    "lti_message_type, Basic-LTI-Launch-Request, MESSAGE_TYPE_WRONG",
    "lti_message_type, '', MESSAGE_TYPE_WRONG",
    "lti_version, LTI-2p0, LTI_VERSION_WRONG",
    "lti_version, LTI-1p1, LTI_VERSION_WRONG",
    "lti_version, 1.1, LTI_VERSION_WRONG",
    "lti_version, '', LTI_VERSION_WRONG",
    "resource_link_id, '', RESOURCE_LINK_MISSING",
    "resource_link_id, '  ', RESOURCE_LINK_MISSING"
  })
  @Requirement("L11-02")
  void whatIsNoBasicLaunchIsRefused(String field, String value, Fault fault) {
    Refused changed = assertThrows(Refused.class, () -> read(ordinary().set(field, value)));
    Refused missing = assertThrows(Refused.class, () -> read(ordinary().without(field)));

    assertEquals(fault, changed.reason());
    assertEquals(fault, missing.reason());
  }

  @ParameterizedTest
  @ValueSource(strings = {"LTI-1p1", "LTI-1p2"})
  @Requirement("L11-02")
  void laterVersionsAreASwitchOfTheKey(String version) {
    Verified message = verified(ordinary().set("lti_version", version));

    assertThrows(Refused.class, () -> Launch11.read(message, LaunchTerms.USUAL));
    assertEquals("rl 1", Launch11.read(message, new LaunchTerms(true, false)).resourceLink().id());
  }

  @Test
  @Requirement("L11-03")
  void aForgedLaunchLearnsNothingAboutItsFields() {
    TestLaunch forged =
        ordinary().without("lti_message_type").without("resource_link_id").signed("wrong secret");

    Optional<Fault> fault = TestVerifier.ordinary().fault(forged.request());

    assertEquals(Optional.of(Fault.SIGNATURE_WRONG), fault);
  }

  @Test
  @Requirement({"L11-06", "L11-07", "L11-08"})
  void allCustomAndExtValuesAreKept() {
    TestLaunch launch =
        ordinary()
            .at(TestLaunch.URL + "?custom_from_url=u&custom_exam=typed")
            .with("custom_exam", "7")
            .with("custom___taa____", "x")
            .with("ext_lms", "moodle-2")
            .with("unheard_of", "1");

    Launch11 read = read(launch);

    assertEquals("7", read.custom().find("exam").orElseThrow());
    assertEquals("x", read.custom().find("@$TAA$#$#").orElseThrow());
    assertEquals("u", read.custom().find("From-URL").orElseThrow());
    assertEquals("moodle-2", read.ext().find("lms").orElseThrow());
    assertEquals(3, read.custom().all().size());
  }

  @ParameterizedTest
  @CsvSource({
    "$Person.email.primary, false",
    "$ResourceLink.available.startDateTime, false",
    "$Canvas.course.id, false",
    "$5.00, true",
    "$, true",
    "$HOME, true",
    "costs $Person.email.primary, true"
  })
  @Requirement("L11-07")
  void aVariableThatThePlatformLeftUnresolvedIsAbsent(String value, boolean present) {
    Launch11 read = read(ordinary().with("custom_x", value));

    assertEquals(present, read.custom().find("x").isPresent());
    assertEquals(value, read.custom().all().get("x"));
  }

  @Test
  @Requirement({"BO-01", "I11"})
  void whereTheGradeGoesIsTakenByteForByte() {
    String sourcedId = " {\"a\":\"<&>'\\\"\"}\r\n ";
    TestLaunch launch =
        ordinary()
            .with("lis_outcome_service_url", "https://lms/outcomes?x=1")
            .with("lis_result_sourcedid", sourcedId);

    Launch11 read = read(launch);

    assertEquals(sourcedId, read.outcome().orElseThrow().sourcedId());
    assertEquals("https://lms/outcomes?x=1", read.outcome().orElseThrow().url());
  }

  @Test
  @Requirement("BO-01")
  void aLaunchUrlCannotSpeakForThePlatform() {
    TestLaunch launch =
        ordinary()
            .at(TestLaunch.URL + "?roles=Instructor&user_id=9&lis_result_sourcedid=other")
            .with("lis_outcome_service_url", "https://lms/outcomes");

    Launch11 read = read(launch);

    assertEquals(LaunchRole.LEARNER, read.role());
    assertEquals(Optional.empty(), read.person().userId());
    assertEquals(Optional.empty(), read.outcome());
  }

  @ParameterizedTest
  @ValueSource(strings = {"user_id", "roles", "context_id", "lis_result_sourcedid"})
  @Requirement("L11-02")
  void twoDifferentValuesOfADecisiveFieldAreRefused(String field) {
    TestLaunch launch = ordinary().with(field, "one").with(field, "two");
    TestLaunch same = ordinary().with(field, "one").with(field, "one");

    Refused refused = assertThrows(Refused.class, () -> read(launch));

    assertEquals(Fault.FIELD_AMBIGUOUS, refused.reason());
    assertFalse(read(same).resourceLink().id().isEmpty());
  }

  @Test
  @Requirement({"RO-04", "RO-07"})
  void rolesHoldForOneLaunchAndOneAgreement() {
    Verified admin = verified(ordinary().with("roles", "urn:lti:sysrole:ims/lis/Administrator"));
    Verified student = verified(ordinary().set("oauth_nonce", "n2").with("roles", "Learner"));

    LaunchRole usual = Launch11.read(admin, LaunchTerms.USUAL).role();
    LaunchRole agreed = Launch11.read(admin, new LaunchTerms(false, true)).role();
    LaunchRole next = Launch11.read(student, new LaunchTerms(false, true)).role();

    assertEquals(
        List.of(LaunchRole.LEARNER, LaunchRole.INSTRUCTOR, LaunchRole.LEARNER),
        List.of(usual, agreed, next));
  }

  @Test
  @Requirement("I04")
  void namesOfAllSortsArriveWhole() {
    String name = "محمد 😀 " + "x".repeat(2_000);

    Launch11 read = read(ordinary().with("lis_person_name_full", name));

    assertEquals(name, read.person().fullName().orElseThrow());
  }

  private static Launch11 read(TestLaunch launch) {
    return Launch11.read(verified(launch), LaunchTerms.USUAL);
  }

  private static Verified verified(TestLaunch launch) {
    return TestVerifier.ordinary().verified(launch.signed().request());
  }
}
