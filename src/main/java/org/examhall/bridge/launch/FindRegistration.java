package org.examhall.bridge.launch;

import java.util.List;
import org.examhall.core.consumer.Lti13Registration;
import org.examhall.core.consumer.Lti13Registrations;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Tx;
import org.examhall.lti.Fault13;
import org.examhall.lti.login.LoginRequest;

/**
 * Finds the registration that a login means.
 *
 * <p>Where the platform does not name its client, there must be exactly one of that issuer:
 * guessing would launch one institution's students into another. Errors: {@link Refused} with a
 * {@link Fault13}. Source: LTI 1.3 section 4.1.3.
 */
final class FindRegistration {
  private final Lti13Registrations registrations;

  FindRegistration(Lti13Registrations registrations) {
    this.registrations = registrations;
  }

  Lti13Registration run(Tx tx, LoginRequest login) {
    Lti13Registration found =
        login
            .clientId()
            .map(
                client ->
                    registrations
                        .find(tx, login.issuer(), client)
                        .orElseThrow(() -> unknown(tx, login)))
            .orElseGet(() -> only(tx, login));
    if (!found.active() || !found.consumerEnabled()) {
      throw new Refused(Fault13.REGISTRATION_INACTIVE);
    }
    return found;
  }

  /** The same login, with the client named whose registration has this id. */
  LoginRequest named(Tx tx, long registrationId, LoginRequest login) {
    return registrations
        .find(tx, registrationId)
        .filter(registration -> registration.issuer().equals(login.issuer()))
        .map(Lti13Registration::clientId)
        .filter(client -> login.clientId().filter(said -> !said.equals(client)).isEmpty())
        .map(login::of)
        .orElseThrow(() -> new Refused(Fault13.LOGIN_ADDRESS_OF_ANOTHER));
  }

  private Lti13Registration only(Tx tx, LoginRequest login) {
    List<Lti13Registration> all = registrations.listByIssuer(tx, login.issuer());
    if (all.size() > 1) {
      throw new Refused(Fault13.CLIENT_AMBIGUOUS);
    }
    return all.stream().findFirst().orElseThrow(() -> new Refused(Fault13.ISSUER_UNKNOWN));
  }

  private Refused unknown(Tx tx, LoginRequest login) {
    return new Refused(
        registrations.listByIssuer(tx, login.issuer()).isEmpty()
            ? Fault13.ISSUER_UNKNOWN
            : Fault13.CLIENT_UNKNOWN);
  }
}
