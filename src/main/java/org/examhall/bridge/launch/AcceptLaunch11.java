package org.examhall.bridge.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.core.consumer.Lti11Key;
import org.examhall.core.context.Browser;
import org.examhall.core.context.Lti11Outcomes;
import org.examhall.core.context.Purpose;
import org.examhall.core.context.ResultTerms;
import org.examhall.core.scoring.AddressNews;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.sql.Tx;
import org.examhall.lti.contentitem.OlderReturn;
import org.examhall.lti.contentitem.SelectionRequest;
import org.examhall.lti.launch.Launch11;
import org.examhall.lti.launch.NamedValues;
import org.examhall.lti.launch.OutcomeTerms;
import org.examhall.lti.role.LaunchRole;

/**
 * Stores a verified LTI 1.1 launch, and where the grade of this person for this link goes; or a
 * selection, and how it is to be answered.
 *
 * <p>Errors: {@link Refused} with a {@link LaunchReason}.
 */
public final class AcceptLaunch11 {
  private final StoreLaunch store;
  private final Lti11Outcomes outcomes;
  private final AddressNews grades;
  private final Json json;
  private final KeptSelections selections;

  /** Stores into these tables. */
  public AcceptLaunch11(StoreLaunch store, Lti11Outcomes outcomes, AddressNews grades, Json json) {
    this.store = store;
    this.outcomes = outcomes;
    this.grades = grades;
    this.json = json;
    this.selections = new KeptSelections(json);
  }

  /** The stored launch; {@code key} is the one that signed it. */
  public OpenedLaunch run(Tx tx, Lti11Key key, Launch11 said, Browser browser) {
    LaunchFacts.Link link =
        new LaunchFacts.Link(said.resourceLink().id(), said.resourceLink().title());
    JsonNode copied = json.node(CopiedFrom.of(said.custom(), said.ext()).details());
    StoredLaunch launch =
        store.run(tx, facts(key, said, Purpose.RESOURCE, Optional.of(link), copied), browser);
    said.outcome()
        .map(outcome -> new Lti11Outcomes.Address(outcome.url(), outcome.sourcedId(), terms(said)))
        .ifPresent(address -> saveAddress(tx, launch, key, address));
    return launch.opened();
  }

  /** The stored launch of a teacher who is to choose exams. */
  public OpenedLaunch run(Tx tx, Lti11Key key, SelectionRequest said, Browser browser) {
    LaunchFacts facts =
        new LaunchFacts(
            key.consumerId(),
            Optional.empty(),
            Purpose.SELECTION,
            course(said.course()),
            Optional.empty(),
            person(said.person()),
            LaunchRole.INSTRUCTOR,
            List.of(),
            new LaunchFacts.Presentation(said.locale(), Optional.empty(), Optional.empty()),
            parameters(said.custom(), said.ext()),
            selections.details(new Selection.ContentItems(key.id(), said.returnTo())));
    return store.run(tx, facts, browser).opened();
  }

  /** The same, asked for in the way from before the standard. */
  public OpenedLaunch run(
      Tx tx, Lti11Key key, Launch11 said, OlderReturn returnTo, Browser browser) {
    JsonNode details = selections.details(new Selection.Older(returnTo));
    return store
        .run(tx, facts(key, said, Purpose.SELECTION, Optional.empty(), details), browser)
        .opened();
  }

  private void saveAddress(
      Tx tx, StoredLaunch launch, Lti11Key key, Lti11Outcomes.Address address) {
    long link = launch.linkId().orElseThrow();
    long person = launch.person().id();
    if (launch.person().isNew()) {
      outcomes.add(tx, link, person, key.id(), address);
    } else {
      grades.addressed(tx, link, person, outcomes.save(tx, link, person, key.id(), address));
    }
  }

  private static ResultTerms terms(Launch11 said) {
    OutcomeTerms terms = OutcomeTerms.of(said);
    return new ResultTerms(terms.data(), terms.pointsPossible(), terms.submittedAt());
  }

  private LaunchFacts facts(
      Lti11Key key,
      Launch11 said,
      Purpose purpose,
      Optional<LaunchFacts.Link> link,
      JsonNode details) {
    return new LaunchFacts(
        key.consumerId(),
        Optional.empty(),
        purpose,
        course(said.course()),
        link,
        person(said.person()),
        said.role(),
        said.mentorOf(),
        presentation(said.presentation()),
        parameters(said.custom(), said.ext()),
        details);
  }

  private JsonNode parameters(NamedValues custom, NamedValues ext) {
    return json.node(Map.of("custom", custom.all(), "ext", ext.all()));
  }

  private static LaunchFacts.Course course(Launch11.Course said) {
    return new LaunchFacts.Course(said.id(), said.label(), said.title());
  }

  private static LaunchFacts.Person person(Launch11.Person said) {
    return new LaunchFacts.Person(
        said.userId(), said.fullName(), said.givenName(), said.familyName(), said.email());
  }

  private static LaunchFacts.Presentation presentation(Launch11.Presentation said) {
    return new LaunchFacts.Presentation(said.locale(), said.returnUrl(), said.documentTarget());
  }
}
