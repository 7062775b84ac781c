package org.examhall.lti.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.Stream;
import org.examhall.lti.Fault;
import org.examhall.lti.Recording;
import org.examhall.lti.TestVerifier;
import org.examhall.lti.oauth.FormParser;
import org.examhall.lti.oauth.Hint;
import org.examhall.lti.oauth.Hint.Kind;
import org.examhall.lti.oauth.PublicUrl;
import org.examhall.lti.oauth.SharedKey;
import org.examhall.lti.oauth.SignedRequest;
import org.examhall.lti.oauth.Verification;
import org.examhall.lti.oauth.Verification.Rejected;
import org.examhall.lti.oauth.Verified;
import org.examhall.lti.role.LaunchRole;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Launches that a real Moodle sent, at the time it sent them. */
public class RecordedLaunchesTest {

  /** Every launch of the recording. */
  public static Stream<Recording> launches() {
    return Recording.all("lti11-launch-");
  }

  @ParameterizedTest
  @MethodSource("launches")
  @Requirement({"OA-04", "OA-05", "OA-06", "OA-07", "OA-10", "L11-04", "L11-08", "I04"})
  void itIsVerifiedIfAnybodyCanVerifyIt(Recording recording) {
    boolean valid = recording.json().at("/expect/signatureValid").asBoolean();

    Verification verification = verify(recording);

    assertEquals(valid, verification instanceof Verified, recording.name());
  }

  @Test
  @Requirement({"OA-16", "PX-04"})
  void aQueryThatHidesAFieldOfTheLaunchIsNamed() {
    Rejected rejected = (Rejected) verify(Recording.named("lti11-launch-query"));

    assertEquals(Fault.SIGNATURE_WRONG, rejected.fault());
    assertTrue(
        rejected
            .diagnosis()
            .hints()
            .contains(new Hint(Kind.LTI_NAME_IN_QUERY, java.util.List.of("user_id"))));
  }

  @ParameterizedTest
  @MethodSource("launches")
  @Requirement({"L11-05", "L11-06"})
  void everyFieldArrivesAsRecorded(Recording recording) {
    if (!(verify(recording) instanceof Verified verified)) {
      return;
    }
    Launch11 launch = Launch11.read(verified, LaunchTerms.USUAL);

    for (JsonNode pair : recording.json().at("/decoded/params")) {
      String name = pair.get(0).asText();
      String value = pair.get(1).asText();
      if (name.startsWith("custom_")) {
        assertEquals(value, launch.custom().all().get(name.substring("custom_".length())));
      }
      if (name.startsWith("ext_")) {
        assertEquals(value, launch.ext().all().get(name.substring("ext_".length())));
      }
      assertEquals(value, verified.body().first(name).orElseThrow());
    }
  }

  @Test
  @Requirement({"L11-05", "BO-01", "RO-02"})
  void aStudentIsReadWhole() {
    Launch11 launch = read("lti11-launch-student");

    assertEquals("1", launch.resourceLink().id());
    assertEquals("Quiz é \"one\" &", launch.resourceLink().title().orElseThrow());
    assertEquals("VEC101", launch.course().label().orElseThrow());
    assertEquals("4", launch.person().userId().orElseThrow());
    assertEquals("Zoë Ñandú-Łukasiewicz", launch.person().fullName().orElseThrow());
    assertEquals(LaunchRole.LEARNER, launch.role());
    assertEquals("a+b&c=d*~é", launch.custom().find("weird").orElseThrow());
    assertEquals("moodle", launch.platform().productFamilyCode().orElseThrow());
    assertTrue(launch.outcome().orElseThrow().sourcedId().startsWith("{\"data\":{\"instanceid\""));
    assertTrue(launch.presentation().returnUrl().orElseThrow().plain().contains("sesskey="));
  }

  @Test
  @Requirement({"RO-02", "RO-03", "RO-04"})
  void rolesAreThoseOfTheCourse() {
    assertEquals(LaunchRole.INSTRUCTOR, read("lti11-launch-teacher").role());
    assertEquals(LaunchRole.INSTRUCTOR, read("lti11-launch-admin").role());
    assertEquals(LaunchRole.LEARNER, read("lti11-launch-student2").role());
    assertEquals(3, read("lti11-launch-admin").roles().all().size());
  }

  @Test
  @Requirement("L11-04")
  void privacyLeavesNamesOutAndTheLaunchStands() {
    Launch11 launch = read("lti11-launch-anonymous");

    assertEquals(Optional.empty(), launch.person().fullName());
    assertEquals(Optional.empty(), launch.person().email());
    assertEquals(Optional.empty(), launch.outcome());
    assertEquals("SIS-S-1", launch.person().sourcedId().orElseThrow());
  }

  private static Launch11 read(String name) {
    return Launch11.read((Verified) verify(Recording.named(name)), LaunchTerms.USUAL);
  }

  private static Verification verify(Recording recording) {
    SignedRequest request =
        SignedRequest.post(
            PublicUrl.parse(recording.url()),
            recording.header("Content-Type"),
            recording.header("Authorization"),
            recording.requestBody(),
            FormParser.ofLaunches());
    String key = recording.json().at("/expect/consumerKey").asText();
    long clock = recording.json().at("/expect/clockEpochSeconds").asLong();
    return new TestVerifier(clock, SharedKey.of(key, Recording.secretOf(key))).verify(request);
  }
}
