package org.examhall.bridge.launch;

import java.util.Map;
import java.util.Optional;
import org.examhall.core.consumer.Lti11Key;
import org.examhall.core.context.Lti11Outcomes;
import org.examhall.core.context.Purpose;
import org.examhall.core.context.ResultTerms;
import org.examhall.core.scoring.ScoreOutbox;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.sql.Tx;
import org.examhall.lti.launch.Launch11;
import org.examhall.lti.launch.OutcomeTerms;

/**
 * Stores a verified LTI 1.1 launch, and where the grade of this person for this link goes.
 *
 * <p>Errors: {@link Refused} with a {@link LaunchReason}.
 */
public final class AcceptLaunch11 {
  private final StoreLaunch store;
  private final Lti11Outcomes outcomes;
  private final ScoreOutbox outbox;
  private final Json json;

  /** Stores into these tables. */
  public AcceptLaunch11(StoreLaunch store, Lti11Outcomes outcomes, ScoreOutbox outbox, Json json) {
    this.store = store;
    this.outcomes = outcomes;
    this.outbox = outbox;
    this.json = json;
  }

  /** The stored launch; {@code key} is the one that signed it. */
  public OpenedLaunch run(Tx tx, Lti11Key key, Launch11 said) {
    StoredLaunch launch = store.run(tx, facts(key, said));
    said.outcome()
        .map(outcome -> new Lti11Outcomes.Address(outcome.url(), outcome.sourcedId(), terms(said)))
        .ifPresent(address -> saveAddress(tx, launch, key, address));
    return launch.opened();
  }

  private void saveAddress(
      Tx tx, StoredLaunch launch, Lti11Key key, Lti11Outcomes.Address address) {
    long link = launch.linkId().orElseThrow();
    boolean first = outcomes.save(tx, link, launch.personId(), key.id(), address);
    outbox.addressed(tx, link, launch.personId(), first);
  }

  private static ResultTerms terms(Launch11 said) {
    OutcomeTerms terms = OutcomeTerms.of(said);
    return new ResultTerms(terms.data(), terms.pointsPossible(), terms.submittedAt());
  }

  private LaunchFacts facts(Lti11Key key, Launch11 said) {
    return new LaunchFacts(
        key.consumerId(),
        Optional.empty(),
        Purpose.RESOURCE,
        new LaunchFacts.Course(said.course().id(), said.course().label(), said.course().title()),
        Optional.of(new LaunchFacts.Link(said.resourceLink().id(), said.resourceLink().title())),
        person(said.person()),
        said.role(),
        said.mentorOf(),
        presentation(said.presentation()),
        json.node(Map.of("custom", said.custom().all(), "ext", said.ext().all())),
        json.node(Map.of()));
  }

  private static LaunchFacts.Person person(Launch11.Person said) {
    return new LaunchFacts.Person(
        said.userId(), said.fullName(), said.givenName(), said.familyName(), said.email());
  }

  private static LaunchFacts.Presentation presentation(Launch11.Presentation said) {
    return new LaunchFacts.Presentation(said.locale(), said.returnUrl(), said.documentTarget());
  }
}
