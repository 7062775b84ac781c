package org.examhall.bridge.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.examhall.core.consumer.Lti13Deployment;
import org.examhall.core.consumer.Lti13Registration;
import org.examhall.core.consumer.ResolveDeployment;
import org.examhall.core.context.Browser;
import org.examhall.core.context.Launches;
import org.examhall.core.context.Purpose;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.lti.Fault13;
import org.examhall.lti.WebAddress;
import org.examhall.lti.deeplink.DeepLinkSettings;
import org.examhall.lti.launch.Launch13;
import org.examhall.lti.launch.MessageType;
import org.examhall.lti.role.LaunchRole;

/**
 * Stores a verified LTI 1.3 launch, and what services the platform offers with it.
 *
 * <p>A deployment that nobody accepted yet is remembered for the administrator, and refused.
 * Errors: {@link Refused} with a {@link Fault13} or {@link LaunchReason}. Source: LTI 1.3 section
 * 5.3.
 */
public final class AcceptLaunch13 {
  private final Db db;
  private final ResolveDeployment deployments;
  private final LinkEarlierIds earlier;
  private final StoreLaunch store;
  private final KeepServices services;
  private final Json json;
  private final KeptSelections selections;

  /** Stores into {@code db}. */
  public AcceptLaunch13(
      Db db,
      ResolveDeployment deployments,
      LinkEarlierIds earlier,
      StoreLaunch store,
      KeepServices services,
      Json json) {
    this.db = db;
    this.deployments = deployments;
    this.earlier = earlier;
    this.store = store;
    this.services = services;
    this.json = json;
    this.selections = new KeptSelections(json);
  }

  /** The stored launch. */
  public OpenedLaunch run(Lti13Registration registration, Launch13 said, Browser browser) {
    requireMayAsk(said);
    return db.tx(
            tx ->
                Optional.of(deployments.run(tx, registration, said.deploymentId()))
                    .filter(Lti13Deployment::accepted)
                    .map(deployment -> stored(tx, deployment, said, browser)))
        .orElseThrow(() -> new Refused(Fault13.DEPLOYMENT_UNKNOWN));
  }

  private OpenedLaunch stored(Tx tx, Lti13Deployment deployment, Launch13 said, Browser browser) {
    earlier.run(tx, deployment, said);
    StoredLaunch launch = store.run(tx, facts(deployment, said), browser);
    services.run(tx, deployment, launch, said);
    return launch.opened();
  }

  /** Choosing is for who teaches, work for who teaches or did it, data for administrators. */
  private static void requireMayAsk(Launch13 said) {
    boolean own = said.forUser().equals(said.person().sub());
    boolean teaches = said.role() == LaunchRole.INSTRUCTOR;
    if (said.type() == MessageType.DEEP_LINKING && !teaches) {
      throw new Refused(LaunchReason.SELECTION_FOR_STAFF);
    }
    if (said.type() == MessageType.SUBMISSION_REVIEW && !teaches && !own) {
      throw new Refused(LaunchReason.REVIEW_OF_OTHERS);
    }
    if (said.type() == MessageType.DATA_PRIVACY && !said.roles().isAdministrator()) {
      throw new Refused(LaunchReason.PRIVACY_FOR_ADMINS);
    }
  }

  /** An administrator looks at somebody's data, and is nothing in any course by that. */
  private static LaunchRole role(Launch13 said) {
    return said.type() == MessageType.DATA_PRIVACY ? LaunchRole.OBSERVER : said.role();
  }

  private static List<String> mentorOf(Launch13 said) {
    return said.type() == MessageType.DATA_PRIVACY ? List.of() : said.mentorOf();
  }

  private LaunchFacts facts(Lti13Deployment deployment, Launch13 said) {
    return new LaunchFacts(
        deployment.consumerId(),
        Optional.of(deployment.id()),
        purpose(said),
        new LaunchFacts.Course(said.course().id(), said.course().label(), said.course().title()),
        said.resourceLink().map(link -> new LaunchFacts.Link(link.id(), link.title())),
        person(said.person()),
        role(said),
        mentorOf(said),
        new LaunchFacts.Presentation(
            said.presentation().locale().or(said.person()::locale),
            said.presentation().returnUrl(),
            said.presentation().documentTarget()),
        json.node(Map.of("custom", said.custom().all(), "ext", said.ext().all())),
        details(deployment, said));
  }

  private static Purpose purpose(Launch13 said) {
    return switch (said.type()) {
      case RESOURCE_LINK -> Purpose.RESOURCE;
      case DEEP_LINKING -> Purpose.SELECTION;
      case SUBMISSION_REVIEW -> Purpose.REVIEW;
      case DATA_PRIVACY -> Purpose.PRIVACY;
    };
  }

  private static LaunchFacts.Person person(Launch13.Person said) {
    return new LaunchFacts.Person(
        said.sub(), said.name(), said.givenName(), said.familyName(), said.email());
  }

  private JsonNode details(Lti13Deployment deployment, Launch13 said) {
    ObjectNode details = json.mapper().createObjectNode();
    details.setAll((ObjectNode) asked(deployment, said));
    String sites = ownSites(said);
    return sites.isEmpty() ? details : details.put(Launches.OWN_SITES, sites);
  }

  /** Where the school's own LMS is, whose issuer may be that of all schools. */
  private static String ownSites(Launch13 said) {
    return Stream.of(
            said.selection().map(DeepLinkSettings::returnUrl),
            said.platform().url().flatMap(WebAddress::parse))
        .flatMap(Optional::stream)
        .map(WebAddress::origin)
        .flatMap(Optional::stream)
        .distinct()
        .collect(Collectors.joining(" "));
  }

  private JsonNode asked(Lti13Deployment deployment, Launch13 said) {
    return said.selection()
        .map(settings -> new Selection.DeepLinking(deployment.id(), settings))
        .map(selections::details)
        .orElseGet(
            () ->
                json.node(
                    said.forUser()
                        .<Object>map(user -> Map.of("for_user", user))
                        .orElseGet(() -> CopiedFrom.of(said.custom(), said.ext()).details())));
  }
}
