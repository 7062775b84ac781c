package org.examhall.lti.launch;

import java.util.Optional;
import org.examhall.kernel.fault.Refused;
import org.examhall.lti.ClaimNames;
import org.examhall.lti.Fault13;
import org.examhall.lti.deeplink.DeepLinkSettings;
import org.examhall.lti.jose.Claims;
import org.examhall.lti.jose.VerifiedToken;
import org.examhall.lti.launch.Launch11.ResourceLink;
import org.examhall.lti.launch.Launch13.Earlier;
import org.examhall.lti.launch.Launch13.Person;
import org.examhall.lti.launch.Launch13.Services;
import org.examhall.lti.role.Roles;

/** Reads one message: what its type requires, in the order of the faults; then the rest. */
final class Launch13Reader {
  /** Of {@code sub} and deployment id, by the standards. */
  private static final int LONGEST_ID = 255;

  private final VerifiedToken token;
  private final Claims claims;
  private final Launch13Terms terms;
  private final OptionalClaims optional;

  Launch13Reader(VerifiedToken token, Launch13Terms terms) {
    this.token = token;
    this.claims = token.claims();
    this.terms = terms;
    this.optional = new OptionalClaims(token);
  }

  Launch13 read() {
    requireVersion();
    MessageType type = messageType();
    String deploymentId = deploymentId();
    Optional<String> target = target(type);
    Optional<ResourceLink> link = resourceLink(type);
    Roles roles = roles(type);
    Person person = optional.person(subject());
    Optional<DeepLinkSettings> selection = selection(type);
    Services services = optional.services();
    return new Launch13(
        type,
        deploymentId,
        target,
        link,
        optional.course(),
        person,
        roles,
        roles.role(terms.adminsAreStaff()),
        claims.texts(ClaimNames.core("role_scope_mentor")),
        services,
        optional.presentation(),
        optional.platform(),
        NamedValues.of(claims.object(ClaimNames.core("custom"))),
        NamedValues.of(claims.object(ClaimNames.core("ext"))),
        selection,
        forUser(type, services),
        new Earlier(
            MigrationClaim.of(token), claims.text(ClaimNames.core("lti11_legacy_user_id"))));
  }

  private void requireVersion() {
    String version = claims.text(ClaimNames.core("version")).orElse("");
    require(version.equals("1.3.0"), Fault13.LTI_VERSION_WRONG);
  }

  private MessageType messageType() {
    String name =
        claims
            .text(ClaimNames.core("message_type"))
            .orElseThrow(() -> new Refused(Fault13.MESSAGE_TYPE_MISSING));
    return MessageType.named(name)
        .orElseThrow(() -> new Refused(Fault13.MESSAGE_TYPE_UNSUPPORTED, MessageType.list()));
  }

  /** Not coerced: a deployment is looked up, and 2 is not "2" everywhere. */
  private String deploymentId() {
    String name = ClaimNames.core("deployment_id");
    String id = claims.text(name).orElseThrow(() -> new Refused(Fault13.DEPLOYMENT_MISSING));
    boolean text = claims.sent(name).orElseThrow().isTextual();
    require(text && id.length() <= LONGEST_ID, Fault13.DEPLOYMENT_UNREADABLE);
    boolean changed = terms.loginDeployment().filter(d -> !d.equals(id)).isPresent();
    require(!changed, Fault13.DEPLOYMENT_CHANGED);
    return id;
  }

  private Optional<String> target(MessageType type) {
    Optional<String> target = claims.text(ClaimNames.core("target_link_uri"));
    require(target.isPresent() || type != MessageType.RESOURCE_LINK, Fault13.TARGET_MISSING);
    require(target.filter(t -> !terms.ours().holds(t)).isEmpty(), Fault13.TARGET_FOREIGN);
    boolean changed = target.filter(t -> !t.equals(terms.loginTarget())).isPresent();
    require(!changed, Fault13.TARGET_CHANGED);
    return target;
  }

  private Optional<ResourceLink> resourceLink(MessageType type) {
    Claims link = claims.object(ClaimNames.core("resource_link"));
    Optional<String> id = link.text("id");
    require(id.isPresent() || type != MessageType.RESOURCE_LINK, Fault13.RESOURCE_LINK_MISSING);
    return id.map(i -> new ResourceLink(i, link.text("title"), link.text("description")));
  }

  /** Null is as good as none: only who does not speak of roles at all is refused. */
  private Roles roles(MessageType type) {
    String name = ClaimNames.core("roles");
    require(claims.has(name) || type != MessageType.RESOURCE_LINK, Fault13.ROLES_MISSING);
    return Roles.of(claims.texts(name));
  }

  private Optional<String> subject() {
    Optional<String> sub = claims.text("sub");
    require(sub.isPresent(), Fault13.SUBJECT_MISSING);
    boolean fits = sub.filter(s -> s.length() > LONGEST_ID).isEmpty();
    require(fits, Fault13.SUBJECT_UNREADABLE);
    return sub;
  }

  private Optional<DeepLinkSettings> selection(MessageType type) {
    if (type != MessageType.DEEP_LINKING) {
      return Optional.empty();
    }
    String name = ClaimNames.deepLinking("deep_linking_settings");
    return Optional.of(
        claims
            .sent(name)
            .map(DeepLinkSettings::read)
            .orElseThrow(() -> new Refused(Fault13.SETTINGS_MISSING)));
  }

  private Optional<String> forUser(MessageType type, Services services) {
    boolean review = type == MessageType.SUBMISSION_REVIEW;
    Optional<String> user = claims.object(ClaimNames.core("for_user")).text("user_id");
    boolean needed = review || type == MessageType.DATA_PRIVACY;
    require(user.isPresent() || !needed, Fault13.FOR_USER_MISSING);
    boolean column = services.grades().flatMap(Launch13.Grades::lineItem).isPresent();
    require(column || !review, Fault13.LINE_ITEM_MISSING);
    return user;
  }

  private static void require(boolean fine, Fault13 fault) {
    if (!fine) {
      throw new Refused(fault);
    }
  }
}
