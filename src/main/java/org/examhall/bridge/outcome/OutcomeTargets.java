package org.examhall.bridge.outcome;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.examhall.core.consumer.ClientCertificates;
import org.examhall.core.consumer.Lti11Key;
import org.examhall.core.consumer.Lti11Keys;
import org.examhall.core.consumer.OutcomeAddress;
import org.examhall.core.consumer.OutcomeAddresses;
import org.examhall.core.context.Lti11Outcomes;
import org.examhall.core.context.Lti11Outcomes.Address;
import org.examhall.kernel.net.ClientIdentity;
import org.examhall.kernel.sql.Tx;
import org.examhall.lti.oauth.SignatureMethod;
import org.examhall.lti.outcome.OutcomeTarget;
import org.examhall.lti.outcome.ResultDetails;

/** Where a grade goes and how to sign for it. */
public final class OutcomeTargets {
  private final Lti11Outcomes outcomes;
  private final Lti11Keys keys;
  private final OutcomeAddresses addresses;
  private final ClientCertificates certificates;
  private final WorkDetails details;

  /** Reads these tables. */
  public OutcomeTargets(
      Lti11Outcomes outcomes,
      Lti11Keys keys,
      OutcomeAddresses addresses,
      ClientCertificates certificates,
      WorkDetails details) {
    this.outcomes = outcomes;
    this.keys = keys;
    this.addresses = addresses;
    this.certificates = certificates;
    this.details = details;
  }

  /**
   * The target by a link under the current secret, then, while a change of the secret is under way,
   * the same under the previous one: nobody can change both sides at once. Empty without an
   * address.
   */
  public List<OutcomePlace> list(Tx tx, long resourceLinkId, long resourceId, long personId) {
    return outcomes
        .find(tx, resourceLinkId, personId)
        .map(
            place ->
                places(
                    tx,
                    keys.byId(tx, place.lti11KeyId()),
                    place.address(),
                    details.of(tx, resourceId, personId, place.address().terms())))
        .orElse(List.of());
  }

  private List<OutcomePlace> places(Tx tx, Lti11Key key, Address said, ResultDetails work) {
    List<OutcomeAddress> ours = addresses.list(tx, key.consumerId());
    Address called = said.at(OutcomeAddress.applied(ours, said.serviceUrl()));
    Optional<ClientIdentity> identity = certificates.find(tx, key.consumerId());
    return targets(key, called).map(target -> new OutcomePlace(target, work, identity)).toList();
  }

  private static Stream<OutcomeTarget> targets(Lti11Key key, Address address) {
    Optional<String> previous = key.previous().map(Lti11Key.PreviousSecret::secret);
    return Stream.concat(Stream.of(key.secret()), previous.stream())
        .map(secret -> target(key, secret, address));
  }

  /** Signed in the method that the consumer's launches must have at least. */
  private static OutcomeTarget target(Lti11Key key, String secret, Address address) {
    SignatureMethod method = SignatureMethod.valueOf(key.minimumMethod().replace('-', '_'));
    return new OutcomeTarget(address.serviceUrl(), address.sourcedid(), key.key(), secret, method);
  }
}
