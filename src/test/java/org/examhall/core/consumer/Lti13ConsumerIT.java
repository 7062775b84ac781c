package org.examhall.core.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AuditLog;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.sql.Tx;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registrations of LTI 1.3 platforms, their deployments and the invitations to make them. */
class Lti13ConsumerIT {
  private static final String PLATFORM = "https://lms.example";

  private static World world;

  private final Consumers consumers = new Consumers();
  private final Lti13Registrations registrations = new Lti13Registrations();
  private final Lti13Deployments deployments = new Lti13Deployments();
  private final RegistrationInvites invites = new RegistrationInvites();
  private final AuditLog audit = new AuditLog(new Json());
  private final AcceptDeployment accept = new AcceptDeployment(deployments, consumers, audit);
  private final ResolveDeployment resolve = new ResolveDeployment(deployments, accept);
  private final AddLti13Consumer add = new AddLti13Consumer(consumers, registrations, accept);
  private final ChangeRegistration change = new ChangeRegistration(registrations, audit);

  @BeforeAll
  static void open() {
    world = World.fresh();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void aRegistrationIsFoundByIssuerAndClient() {
    Lti13Platform platform = platform(World.name("client"));

    Lti13Registration added = added(platform, Lti13Rules.USUAL, Optional.of("1"));

    assertEquals(platform, added.platform());
    assertEquals(Lti13Rules.USUAL, added.rules());
    assertTrue(added.active());
    assertEquals(Optional.of(added), tx(tx -> registrations.find(tx, PLATFORM, added.clientId())));
    assertTrue(tx(tx -> registrations.listByIssuer(tx, PLATFORM)).contains(added));
    assertEquals(List.of(added), tx(tx -> registrations.list(tx, added.consumerId())));
    assertTrue(tx(tx -> deployments.find(tx, added.id(), "1")).orElseThrow().accepted());
  }

  @Test
  void aClientOfAnIssuerIsRegisteredOnce() {
    Lti13Platform platform = platform(World.name("client"));
    added(platform, Lti13Rules.USUAL, Optional.empty());
    long before = consumerCount();

    Refused refused =
        assertThrows(Refused.class, () -> added(platform, Lti13Rules.USUAL, Optional.empty()));

    assertEquals(ConsumerReason.CLIENT_TAKEN, refused.reason());
    assertEquals(before, consumerCount());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://lms.example/keys",
        "//lms.example/keys",
        "https:///keys",
        "https://user:word@lms.example/keys",
        "https://lms.example/keys#part",
        "https://lms example/keys",
        ""
      })
  @Requirement("I09")
  void anAddressThatIsNoneOnTheWebIsRefused(String address) {
    Lti13Platform platform =
        new Lti13Platform(PLATFORM, "c", PLATFORM + "/a", PLATFORM + "/t", address, "", "");

    Refused refused =
        assertThrows(Refused.class, () -> added(platform, Lti13Rules.USUAL, Optional.empty()));

    assertEquals(ConsumerReason.ADDRESS_UNUSABLE, refused.reason());
  }

  @Test
  @Requirement("LA-11")
  void anUnknownDeploymentWaitsForTheAdministrator() {
    Lti13Registration registration = added(Lti13Rules.USUAL);

    Lti13Deployment first = tx(tx -> resolve.run(tx, registration, "new"));
    Lti13Deployment again = tx(tx -> resolve.run(tx, registration, "new"));
    Lti13Deployment accepted =
        tx(tx -> accept.run(tx, new Actor("staff:1", ""), registration, "new"));

    assertFalse(first.accepted());
    assertEquals(first, again);
    assertTrue(accepted.accepted());
    assertEquals(registration.consumerId(), accepted.consumerId());
    assertEquals(accepted, tx(tx -> resolve.run(tx, registration, "new")));
    assertEquals(1, auditCount("deployment.accepted", registration));
  }

  @Test
  @Requirement("LA-11")
  void anUnknownDeploymentIsAcceptedWhereTheRulesSaySo() {
    Lti13Registration registration = added(Lti13Rules.USUAL.with(true, false));

    Lti13Deployment deployment = tx(tx -> resolve.run(tx, registration, "new"));

    assertTrue(deployment.accepted());
    assertEquals(registration.consumerId(), deployment.consumerId());
  }

  @Test
  @Requirement("LA-11")
  void whereOneClientStandsForManyInstitutionsEachDeploymentIsAConsumer() {
    Lti13Registration registration = added(Lti13Rules.USUAL.with(true, true));

    Lti13Deployment one = tx(tx -> resolve.run(tx, registration, "school-1"));
    Lti13Deployment other = tx(tx -> resolve.run(tx, registration, "school-2"));

    assertNotEquals(one.consumerId(), other.consumerId());
    assertNotEquals(registration.consumerId(), one.consumerId());
    assertTrue(tx(tx -> consumers.title(tx, one.consumerId())).endsWith("· school-1"));
    assertEquals(one, tx(tx -> resolve.run(tx, registration, "school-1")));
  }

  @Test
  void aChangeIsWrittenDownAndWhatChangesNothingIsNot() {
    Lti13Registration before = added(Lti13Rules.USUAL);
    var same = ChangeRegistration.Wish.of(before);

    world.db().run(tx -> change.run(tx, new Actor("staff:1", ""), before, same));
    long afterNothing = auditCount("registration.changed", before);
    world.db().run(tx -> change.run(tx, new Actor("staff:1", ""), before, same.with(false)));

    assertEquals(0, afterNothing);
    assertEquals(1, auditCount("registration.changed", before));
    assertFalse(tx(tx -> registrations.byId(tx, before.id())).active());
  }

  @Test
  @Requirement("DR-01")
  void anInvitationIsSpentOnceAndAFailedTrySpendsNothing() {
    byte[] hash = new Tokens().hash(World.name("code"));
    Lti13Registration registration = added(Lti13Rules.USUAL);
    long id = tx(tx -> invites.add(tx, hash, "staff:1", "School", false));

    boolean claimed = tx(tx -> invites.claim(tx, hash)).isPresent();
    boolean claimedMeanwhile = tx(tx -> invites.claim(tx, hash)).isPresent();
    world.db().run(tx -> invites.release(tx, id));
    boolean claimedAfterwards = tx(tx -> invites.claim(tx, hash)).isPresent();
    boolean spent = tx(tx -> invites.spend(tx, id, registration.id()));
    boolean spentTwice = tx(tx -> invites.spend(tx, id, registration.id()));

    assertEquals(
        List.of(true, false, true, true, false),
        List.of(claimed, claimedMeanwhile, claimedAfterwards, spent, spentTwice));
    assertEquals(Optional.empty(), tx(tx -> invites.findOpen(tx, hash)));
    assertEquals(false, tx(tx -> invites.remove(tx, id)));
  }

  @Test
  @Requirement("DR-01")
  void anInvitationExpires() {
    byte[] hash = new Tokens().hash(World.name("code"));
    long id = tx(tx -> invites.add(tx, hash, "staff:1", "School", false));

    world.db().run(tx -> expire(tx, id));

    assertEquals(Optional.empty(), tx(tx -> invites.findOpen(tx, hash)));
    assertEquals(Optional.empty(), tx(tx -> invites.claim(tx, hash)));
  }

  private Lti13Registration added(Lti13Rules rules) {
    return added(platform(World.name("client")), rules, Optional.empty());
  }

  private Lti13Registration added(
      Lti13Platform platform, Lti13Rules rules, Optional<String> deployment) {
    var entry = new AddLti13Consumer.Entry("School", platform, rules, deployment);
    return tx(tx -> add.run(tx, Actor.SYSTEM, entry));
  }

  private static Lti13Platform platform(String clientId) {
    return new Lti13Platform(
        PLATFORM,
        clientId,
        PLATFORM + "/auth",
        PLATFORM + "/token",
        PLATFORM + "/keys",
        "",
        "moodle");
  }

  private static void expire(Tx tx, long id) {
    tx.change("update registration_invite set expires_at = now() where id = ?", id);
  }

  private static long consumerCount() {
    return tx(tx -> tx.only("select count(*) as n from consumer", row -> row.longAt("n")));
  }

  private static long auditCount(String action, Lti13Registration registration) {
    return tx(
        tx ->
            tx.only(
                "select count(*) as n from audit_log where action = ? and subject = ?",
                row -> row.longAt("n"),
                action,
                "registration:" + registration.id()));
  }

  private static <T> T tx(Function<Tx, T> work) {
    return world.db().tx(work);
  }
}
