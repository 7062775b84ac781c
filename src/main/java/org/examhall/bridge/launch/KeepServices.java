package org.examhall.bridge.launch;

import java.util.Optional;
import org.examhall.core.consumer.Lti13Deployment;
import org.examhall.core.context.Lti13Outcomes;
import org.examhall.core.context.Lti13Services;
import org.examhall.core.context.Lti13Services.Gradebook;
import org.examhall.core.context.Lti13Services.News;
import org.examhall.core.context.Rosters;
import org.examhall.core.scoring.AddressNews;
import org.examhall.kernel.sql.Tx;
import org.examhall.lti.WebAddress;
import org.examhall.lti.launch.Launch13;
import org.examhall.lti.launch.MessageType;

/**
 * Keeps what services a verified launch of LTI 1.3 offers: where grades of the link go, whose they
 * are, and where the course's list of members is.
 *
 * <p>A launch that offers no grades any more says so, too; a review does not. Source: AGS 2.0
 * section 3.1, NRPS 2.0 section 3.6.
 */
public final class KeepServices {
  private final Lti13Services gradebooks;
  private final Lti13Outcomes outcomes;
  private final Rosters rosters;
  private final AddressNews grades;

  /** Keeps in these tables. */
  public KeepServices(
      Lti13Services gradebooks, Lti13Outcomes outcomes, Rosters rosters, AddressNews grades) {
    this.gradebooks = gradebooks;
    this.outcomes = outcomes;
    this.rosters = rosters;
    this.grades = grades;
  }

  void run(Tx tx, Lti13Deployment deployment, StoredLaunch launch, Launch13 said) {
    if (said.type() == MessageType.RESOURCE_LINK) {
      keepGradebook(tx, deployment, launch, said);
    }
    said.services()
        .roster()
        .ifPresent(
            members ->
                rosters.save(
                    tx,
                    launch.contextId(),
                    deployment.id(),
                    new Rosters.Addresses(
                        members.plain(),
                        plain(said.services().groups().map(Launch13.Groups::groups)),
                        plain(said.services().groups().flatMap(Launch13.Groups::groupSets)))));
  }

  private void keepGradebook(
      Tx tx, Lti13Deployment deployment, StoredLaunch launch, Launch13 said) {
    long link = launch.linkId().orElseThrow();
    Gradebook gradebook =
        said.services().grades().map(KeepServices::gradebook).orElse(Gradebook.NONE);
    News news = gradebooks.save(tx, link, deployment.id(), gradebook);
    if (news != News.NONE) {
      grades.linkAddressed(tx, link, news == News.COLUMN);
    }
    String sub = said.person().sub().orElseThrow();
    long person = launch.person().id();
    if (launch.person().isNew()) {
      outcomes.add(tx, link, person, deployment.id(), sub);
    } else {
      grades.addressed(tx, link, person, outcomes.save(tx, link, person, deployment.id(), sub));
    }
  }

  private static Gradebook gradebook(Launch13.Grades grades) {
    return new Gradebook(grades.scopes(), plain(grades.lineItems()), plain(grades.lineItem()));
  }

  private static String plain(Optional<WebAddress> address) {
    return address.map(WebAddress::plain).orElse("");
  }
}
