package org.examhall.bridge.launch;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.examhall.core.consumer.Lti13Registration;
import org.examhall.core.consumer.Lti13Rules;
import org.examhall.core.consumer.LtiStates;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
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
  private final IdTokenVerifier verifier;
  private final FetchedKeys keys;
  private final Tokens tokens;

  /** Verifies against logins in {@code db}. */
  public VerifyLaunch13(
      Db db, LtiStates states, IdTokenVerifier verifier, FetchedKeys keys, Tokens tokens) {
    this.db = db;
    this.states = states;
    this.verifier = verifier;
    this.keys = keys;
    this.tokens = tokens;
  }

  /**
   * The verified launch.
   *
   * @param cookie the secret in the cookie of this state, if the browser sent one
   */
  public Arrival13 run(String state, String idToken, Optional<String> cookie) {
    LtiStates.Taken login =
        db.single(tx -> states.take(tx, tokens.hash(state)))
            .orElseThrow(() -> new Refused(Fault13.STATE_UNKNOWN));
    requireUnspent(login);
    VerifiedToken token = verified(login, idToken);
    if (cookie.isPresent() && !isSecret(login, cookie.get())) {
      throw new Refused(Fault13.STATE_OF_ANOTHER_BROWSER);
    }
    return arrival(state, login, token, cookie.isPresent());
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
    LtiStates.Taken login =
        db.single(tx -> states.takeTicket(tx, tokens.hash(state), tokens.hash(ticket)))
            .orElseThrow(() -> new Refused(Fault13.STATE_USED));
    VerifiedToken token = verified(login, idToken);
    if (!isSecret(login, secret)) {
      throw new Refused(Fault13.STATE_OF_ANOTHER_BROWSER);
    }
    return arrival(state, login, token, true);
  }

  /** Spends the state of a launch that the platform did not make. */
  public void spend(String state) {
    db.single(tx -> states.take(tx, tokens.hash(state)));
  }

  private static void requireUnspent(LtiStates.Taken login) {
    if (login.wasUsed()) {
      throw new Refused(Fault13.STATE_USED);
    }
    if (login.isExpired()) {
      throw new Refused(Fault13.STATE_EXPIRED);
    }
  }

  private VerifiedToken verified(LtiStates.Taken login, String idToken) {
    Lti13Registration registration = login.registration();
    if (!registration.active() || !registration.consumerEnabled()) {
      throw new Refused(Fault13.REGISTRATION_INACTIVE);
    }
    VerifiedToken token =
        verifier.verify(idToken, terms(registration), keys.of(registration, login.keys()));
    if (!MessageDigest.isEqual(tokens.hash(token.nonce()), login.nonceHash())) {
      throw new Refused(Fault13.NONCE_WRONG);
    }
    return token;
  }

  private boolean isSecret(LtiStates.Taken login, String secret) {
    return MessageDigest.isEqual(tokens.hash(secret), login.browserHash());
  }

  private static Arrival13 arrival(
      String state, LtiStates.Taken login, VerifiedToken token, boolean isBound) {
    return new Arrival13(state, login.registration(), token, login.answer(), isBound);
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
