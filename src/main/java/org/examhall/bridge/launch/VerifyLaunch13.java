package org.examhall.bridge.launch;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.examhall.core.consumer.Lti13Registration;
import org.examhall.core.consumer.Lti13Registrations;
import org.examhall.core.consumer.Lti13Rules;
import org.examhall.core.context.LtiStates;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.lti.Fault13;
import org.examhall.lti.jose.IdTokenVerifier;
import org.examhall.lti.jose.Terms;
import org.examhall.lti.jose.VerifiedToken;

/**
 * Lets a launch through whose token is genuine and answers a login that began here and has not been
 * answered before.
 *
 * <p>The state is spent first, whatever follows, and the nonce with it: each is good for one
 * launch. Whether the browser is the one that began the login is part of the result, since it may
 * show that in two ways. Errors: {@link Refused} with a {@link Fault13}. Threads: any. Source:
 * Security Framework 1.1 section 5.1.1.3.
 */
public final class VerifyLaunch13 {
  private final Db db;
  private final LtiStates states;
  private final Lti13Registrations registrations;
  private final IdTokenVerifier verifier;
  private final FetchedKeys keys;
  private final Tokens tokens;

  /** Verifies against logins and registrations in {@code db}. */
  public VerifyLaunch13(
      Db db,
      LtiStates states,
      Lti13Registrations registrations,
      IdTokenVerifier verifier,
      FetchedKeys keys,
      Tokens tokens) {
    this.db = db;
    this.states = states;
    this.registrations = registrations;
    this.verifier = verifier;
    this.keys = keys;
    this.tokens = tokens;
  }

  /** A login that was found and spent. */
  private record Found(LtiStates.Taken login, Lti13Registration registration) {}

  /**
   * The verified launch.
   *
   * @param cookie the secret in the cookie of this state, if the browser sent one
   */
  public Arrival13 run(String state, String idToken, Optional<String> cookie) {
    Found found =
        found(tx -> states.take(tx, tokens.hash(state)))
            .orElseThrow(() -> new Refused(Fault13.STATE_UNKNOWN));
    requireUnspent(found.login());
    VerifiedToken token = verified(found, idToken);
    if (cookie.isPresent() && !isSecret(found, cookie.get())) {
      throw new Refused(Fault13.STATE_OF_ANOTHER_BROWSER);
    }
    return arrival(state, found, token, cookie.isPresent());
  }

  /** Prepares the second half of a launch that came without its cookie; its ticket. */
  public String ticket(Arrival13 arrival) {
    String ticket = tokens.fresh();
    db.run(tx -> states.saveTicket(tx, tokens.hash(arrival.state()), tokens.hash(ticket)));
    return ticket;
  }

  /**
   * The second half: the same token, with the secret that the platform kept.
   *
   * @param ticket from {@link #ticket}, good once
   */
  public Arrival13 resume(String state, String idToken, String ticket, String secret) {
    Found found =
        found(tx -> states.takeTicket(tx, tokens.hash(state), tokens.hash(ticket)))
            .orElseThrow(() -> new Refused(Fault13.STATE_USED));
    VerifiedToken token = verified(found, idToken);
    if (!isSecret(found, secret)) {
      throw new Refused(Fault13.STATE_OF_ANOTHER_BROWSER);
    }
    return arrival(state, found, token, true);
  }

  /** Spends the state of a launch that the platform did not make. */
  public void spend(String state) {
    db.single(tx -> states.take(tx, tokens.hash(state)));
  }

  private Optional<Found> found(Function<Tx, Optional<LtiStates.Taken>> take) {
    return db.single(take).map(login -> new Found(login, registration(login)));
  }

  private Lti13Registration registration(LtiStates.Taken login) {
    return db.read(tx -> registrations.byId(tx, login.registrationId()));
  }

  private static void requireUnspent(LtiStates.Taken login) {
    if (login.wasUsed()) {
      throw new Refused(Fault13.STATE_USED);
    }
    if (login.isExpired()) {
      throw new Refused(Fault13.STATE_EXPIRED);
    }
  }

  private VerifiedToken verified(Found found, String idToken) {
    if (!found.registration().active() || !found.registration().consumerEnabled()) {
      throw new Refused(Fault13.REGISTRATION_INACTIVE);
    }
    VerifiedToken token =
        verifier.verify(idToken, terms(found.registration()), keys.of(found.registration()));
    if (!MessageDigest.isEqual(tokens.hash(token.nonce()), found.login().nonceHash())) {
      throw new Refused(Fault13.NONCE_WRONG);
    }
    return token;
  }

  private boolean isSecret(Found found, String secret) {
    return MessageDigest.isEqual(tokens.hash(secret), found.login().browserHash());
  }

  private static Arrival13 arrival(
      String state, Found found, VerifiedToken token, boolean isBound) {
    return new Arrival13(state, found.registration(), token, found.login().answer(), isBound);
  }

  private static Terms terms(Lti13Registration registration) {
    Lti13Rules rules = registration.rules();
    return new Terms(
        registration.issuer(),
        registration.clientId(),
        Set.copyOf(rules.trustedAudiences()),
        Set.copyOf(rules.algorithms()),
        Duration.ofSeconds(rules.leewaySeconds()),
        Duration.ofSeconds(rules.oldestSeconds()));
  }
}
