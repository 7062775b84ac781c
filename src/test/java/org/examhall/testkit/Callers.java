package org.examhall.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import org.examhall.bridge.outcome.GradeCalls;
import org.examhall.bridge.outcome.GradePlaces;
import org.examhall.bridge.outcome.OutcomeCalls;
import org.examhall.bridge.outcome.OutcomeTargets;
import org.examhall.bridge.outcome.WorkDetails;
import org.examhall.bridge.service.AgsCalls;
import org.examhall.bridge.service.FindColumn;
import org.examhall.bridge.service.ServiceCalls;
import org.examhall.bridge.service.ServiceTokens;
import org.examhall.core.consumer.ClientCertificates;
import org.examhall.core.consumer.Lti11Keys;
import org.examhall.core.consumer.OutcomeAddresses;
import org.examhall.core.context.Lti11Outcomes;
import org.examhall.core.context.Lti13Outcomes;
import org.examhall.core.context.OutcomePlaces;
import org.examhall.core.scoring.AddressNews;
import org.examhall.core.scoring.GradedAttempts;
import org.examhall.core.scoring.LineItems;
import org.examhall.kernel.crypto.SecretBox;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.net.Outbound;
import org.examhall.kernel.text.Messages;
import org.examhall.lti.service.LineItemCalls;
import org.examhall.lti.service.ScoreCalls;
import org.examhall.lti.service.ServiceAnswers;
import org.examhall.lti.service.TokenAnswers;
import org.examhall.lti.service.TokenRequests;

/** What calls an LMS, put together for tests, with a key of their own. */
public final class Callers {
  /** Signs for us in tests. */
  static final RSAKey KEY = key();

  private static final Clock CLOCK = Clock.systemUTC();
  private static final Json JSON = new Json();

  private Callers() {}

  /** What a platform checks our signatures by: a key set. */
  public static String keySet() {
    return new JWKSet(KEY).toString(true);
  }

  /** Where grades go. */
  public static GradePlaces gradePlaces(SecretBox box) {
    return new GradePlaces(
        new OutcomePlaces(),
        new OutcomeTargets(
            new Lti11Outcomes(),
            new Lti11Keys(box),
            new OutcomeAddresses(),
            new ClientCertificates(box),
            new WorkDetails(
                new GradedAttempts(), new Messages(), "https://exams.example/lti11/launch")),
        new Lti13Outcomes());
  }

  /** What writes grades there. */
  public static GradeCalls gradeCalls(World world, Outbound outbound) {
    return gradeCalls(world, outbound, new Tokens()::fresh);
  }

  /** As {@link #gradeCalls(World, Outbound)}, with ids of messages from the test. */
  public static GradeCalls gradeCalls(World world, Outbound outbound, Supplier<String> freshIds) {
    return gradeCalls(world, outbound, freshIds, CLOCK);
  }

  /** The same, with tokens and outcomes of LTI 1.1 at the time of {@code clock}. */
  public static GradeCalls gradeCalls(World world, Outbound outbound, Clock clock) {
    return gradeCalls(world, outbound, new Tokens()::fresh, clock);
  }

  private static GradeCalls gradeCalls(
      World world, Outbound outbound, Supplier<String> freshIds, Clock clock) {
    AgsCalls ags =
        new AgsCalls(
            serviceCalls(outbound, clock),
            new FindColumn(world.db(), new LineItems(), new AddressNews(), new LineItemCalls(JSON)),
            new ScoreCalls(JSON),
            CLOCK);
    return new GradeCalls(new OutcomeCalls(outbound, clock, freshIds), ags);
  }

  /** What calls the services of LTI Advantage, with no token yet. */
  public static ServiceCalls serviceCalls(Outbound outbound) {
    return serviceCalls(outbound, CLOCK);
  }

  /** Tokens end by {@code clock}. */
  private static ServiceCalls serviceCalls(Outbound outbound, Clock clock) {
    TokenRequests requests = new TokenRequests(CLOCK, new Tokens()::fresh, Callers::sign);
    return new ServiceCalls(
        outbound,
        CLOCK,
        new ServiceTokens(outbound, clock, requests, new TokenAnswers(JSON)),
        new ServiceAnswers(JSON));
  }

  private static String sign(Map<String, Object> claims) {
    try {
      JWSObject signed =
          new JWSObject(
              new JWSHeader.Builder(JWSAlgorithm.RS256)
                  .type(JOSEObjectType.JWT)
                  .keyID(KEY.getKeyID())
                  .build(),
              new Payload(claims));
      signed.sign(new RSASSASigner(KEY));
      return signed.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RSAKey key() {
    try {
      return new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
