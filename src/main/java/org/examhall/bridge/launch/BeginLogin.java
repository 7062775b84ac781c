package org.examhall.bridge.launch;

import java.time.Duration;
import org.examhall.core.consumer.Lti13Registration;
import org.examhall.core.consumer.Lti13Registrations;
import org.examhall.core.consumer.LtiStates;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.lti.Fault13;
import org.examhall.lti.WebAddress;
import org.examhall.lti.login.AuthorizationRedirect;
import org.examhall.lti.login.LoginRequest;

/**
 * Begins a login of LTI 1.3: remembers it, bound to registration, target, nonce and browser, and
 * says where it goes on.
 *
 * <p>Nothing of a login is verified, so nobody is known after it and nothing but the login is
 * stored. Errors: {@link Refused} with a {@link Fault13}. Source: Security Framework 1.1 section
 * 5.1.1.
 */
public final class BeginLogin {
  /** Long enough for slow networks and for platforms that ask for a password first. */
  public static final Duration LIFETIME = Duration.ofMinutes(10);

  private final Db db;
  private final FindRegistration find;
  private final LtiStates states;
  private final Tokens tokens;
  private final ToolAddresses addresses;

  /** Remembers in {@code db}. */
  public BeginLogin(
      Db db,
      Lti13Registrations registrations,
      LtiStates states,
      Tokens tokens,
      ToolAddresses addresses) {
    this.db = db;
    this.find = new FindRegistration(registrations);
    this.states = states;
    this.tokens = tokens;
    this.addresses = addresses;
  }

  /**
   * A login at the address of one registration, which so names its client; a login that contradicts
   * it is refused.
   */
  public LoginRequest named(long registrationId, LoginRequest login) {
    return db.read(tx -> find.named(tx, registrationId, login));
  }

  /** The login that begins. */
  public BegunLogin run(LoginRequest login) {
    if (!addresses.launchSpace().holds(login.targetLinkUri())) {
      throw new Refused(Fault13.LOGIN_TARGET_FOREIGN);
    }
    Lti13Registration registration = db.read(tx -> find.run(tx, login));
    return db.single(tx -> begin(tx, registration, login));
  }

  private BegunLogin begin(Tx tx, Lti13Registration registration, LoginRequest login) {
    String state = tokens.fresh();
    String nonce = tokens.fresh();
    String secret = tokens.fresh();
    states.add(
        tx,
        new LtiStates.Begun(
            tokens.hash(state),
            registration.id(),
            tokens.hash(nonce),
            tokens.hash(secret),
            new LtiStates.Answer(
                login.targetLinkUri(),
                ToolAddresses.LOGIN_PATH + "?" + login.query(),
                login.storageTarget().orElse("")),
            LIFETIME));
    String endpoint = registration.platform().authorizationUrl();
    AuthorizationRedirect redirect =
        new AuthorizationRedirect(
            WebAddress.parse(endpoint).orElseThrow(),
            registration.platform().clientId(),
            addresses.launch());
    return new BegunLogin(
        state,
        secret,
        redirect.to(login, state, nonce),
        login.storageTarget().flatMap(frame -> PlatformStorage.of(frame, endpoint, state)));
  }
}
