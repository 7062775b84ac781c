package org.examhall.lti;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.examhall.lti.deeplink.RecordedAnswersTest;
import org.examhall.lti.launch.RecordedLaunchesTest;
import org.examhall.lti.launch.RecordedMessages13Test;
import org.examhall.lti.login.RecordedAuthRequestsTest;
import org.examhall.lti.outcome.RecordedOutcomesTest;
import org.examhall.lti.registration.RecordedRegistrationTest;
import org.examhall.lti.service.RecordedServicesTest;
import org.examhall.lti.service.TokenTest;
import org.junit.jupiter.api.Test;

/** A recorded exchange that no test reads shows nothing. */
class RecordingsTest {
  /** Read by name: in {@code SelectionTest}, {@code RegistrationIT} and those below. */
  private static final Set<String> NAMED =
      Set.of(
          "README.md",
          "keys",
          "platform-jwks",
          "tool-jwks",
          "lti11-contentitem-request",
          "lti11-contentitem-selection.1-request",
          "lti11-contentitem-selection.2-return",
          "dynreg-initiation",
          "dynreg-ok",
          "dynreg-openid-configuration",
          "platform-openid-configuration");

  @Test
  void eachIsReadByATest() {
    Set<String> read = new TreeSet<>(NAMED);

    Stream.of(
            RecordedLaunchesTest.launches(),
            RecordedMessages13Test.logins().stream(),
            RecordedAuthRequestsTest.requests(),
            RecordedMessages13Test.messages().stream(),
            RecordedMessages13Test.errors().stream(),
            RecordedAnswersTest.answers(),
            TokenTest.recordings(),
            RecordedServicesTest.answers(),
            RecordedOutcomesTest.exchanges(),
            RecordedRegistrationTest.refusals())
        .flatMap(recordings -> recordings)
        .map(Recording::name)
        .forEach(read::add);

    assertEquals(Recording.names(), read);
  }
}
