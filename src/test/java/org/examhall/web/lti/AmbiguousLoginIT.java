package org.examhall.web.lti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.examhall.core.consumer.Lti13Platform;
import org.examhall.core.consumer.Lti13Rules;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Visitor.Answer;
import org.examhall.testkit.World;
import org.junit.jupiter.api.Test;

/** Logins of a platform with two registrations. */
class AmbiguousLoginIT {
  @Test
  @Requirement("LI-02")
  void ofTwoRegistrationsNoneIsChosenForALoginThatNamesNoClient() {
    World world = World.fresh();
    try (RunningApp site = RunningApp.start(world);
        Platform13 platform = Platform13.known(world, site)) {
      Lti13Platform first = platform.registration().platform();
      world.registration(
          new Lti13Platform(
              first.issuer(),
              World.name("another"),
              first.authorizationUrl(),
              first.tokenUrl(),
              first.keySetUrl(),
              first.tokenAudience(),
              ""),
          Lti13Rules.USUAL);

      Answer unnamed =
          platform.begin(platform.browser(), platform.student().withoutLogin("client_id"));
      Answer named = platform.begin(platform.browser(), platform.student());

      assertEquals(400, unnamed.status(), unnamed.body());
      assertTrue(unnamed.body().contains("client_id"), unnamed.body());
      assertEquals(List.of("CLIENT_AMBIGUOUS"), platform.refusals(1));
      assertEquals(first.clientId(), Platform13.query(named).get("client_id"));
    } finally {
      world.close();
    }
  }
}
