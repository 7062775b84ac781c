package org.examhall.web.lti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import org.examhall.bridge.launch.OwnKeys;
import org.examhall.core.consumer.Lti13Platform;
import org.examhall.core.consumer.ToolKeys;
import org.examhall.kernel.crypto.SecretBox;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.net.Outbound;
import org.examhall.kernel.net.OutboundFailed;
import org.examhall.kernel.net.OutboundLimits;
import org.examhall.kernel.net.OutboundRequest;
import org.examhall.kernel.sql.OpenTransactions;
import org.examhall.lti.service.ServiceRequest;
import org.examhall.lti.service.ServiceScope;
import org.examhall.lti.service.TokenClient;
import org.examhall.lti.service.TokenRequests;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Our own key is renewed in the middle of the day, and a platform reads what the site publishes.
 */
class RenewedKeyIT {
  private static World world;
  private static RunningApp site;
  private static Platform13 platform;

  private final Json json = new Json();
  private final OwnKeys keys =
      new OwnKeys(world.db(), new ToolKeys(new SecretBox(World.SECRET_KEY)));
  private final TokenRequests requests =
      new TokenRequests(
          Clock.systemUTC(), new Tokens()::fresh, claims -> keys.sign(json.node(claims)));

  @BeforeAll
  static void open() {
    world = World.fresh();
    site = RunningApp.start(world);
    platform = Platform13.known(world, site);
  }

  @AfterAll
  static void close() {
    platform.close();
    site.close();
    world.close();
  }

  @Test
  @Requirement({"F26", "KY-02"})
  void theNextKeyIsPublishedADayBeforeItSignsAndTheOldOneStaysPublished() throws Exception {
    String old = kid(ask());

    keys.renew();
    ServiceRequest sameDay = ask();
    List<String> published = published();
    int taken = send(sameDay);
    ServiceRequest late = ask();
    aDayPasses();
    ServiceRequest nextDay = ask();

    assertEquals(200, taken);
    assertEquals(old, kid(sameDay));
    assertNotEquals(old, kid(nextDay));
    assertEquals(List.of(kid(nextDay), old), published);
    assertEquals(published, published());
    assertEquals(200, send(nextDay));
    assertEquals(200, send(late));
  }

  private ServiceRequest ask() {
    Lti13Platform lms = platform.registration().platform();
    return requests.ask(
        new TokenClient(lms.clientId(), lms.tokenUrl(), lms.audience()),
        List.of(ServiceScope.SCORE.uri()));
  }

  private static String kid(ServiceRequest request) throws ParseException {
    String form = new String(request.body(), StandardCharsets.UTF_8);
    String assertion = form.replaceFirst(".*client_assertion=([^&]*).*", "$1");
    return JWSObject.parse(assertion).getHeader().getKeyID();
  }

  private static List<String> published() throws ParseException {
    String set = platform.browser().get("/lti13/jwks").body();
    return JWKSet.parse(set).getKeys().stream().map(JWK::getKeyID).toList();
  }

  private static int send(ServiceRequest ask) throws OutboundFailed {
    try (Outbound outbound =
        new Outbound(
            "test", List.of("127.0.0.2"), OutboundLimits.PATIENT, new OpenTransactions())) {
      return outbound
          .send(new OutboundRequest(ask.method(), ask.uri(), ask.headers(), ask.body(), 64 * 1024))
          .status();
    }
  }

  private static void aDayPasses() {
    world
        .db()
        .run(
            tx ->
                tx.change(
                    """
                    update tool_key
                       set signs_from = signs_from - interval '1 day',
                           published_until = published_until - interval '1 day'
                    """));
  }
}
