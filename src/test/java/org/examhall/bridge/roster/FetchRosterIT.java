package org.examhall.bridge.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.examhall.core.consumer.Consumer;
import org.examhall.core.context.CourseGroups;
import org.examhall.core.context.Roster;
import org.examhall.core.context.RosterMembers;
import org.examhall.core.context.RosterProblem;
import org.examhall.core.context.Rosters;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.net.Outbound;
import org.examhall.kernel.net.OutboundLimits;
import org.examhall.kernel.sql.OpenTransactions;
import org.examhall.lti.service.GroupCalls;
import org.examhall.lti.service.MemberCalls;
import org.examhall.testkit.AgsBook;
import org.examhall.testkit.Callers;
import org.examhall.testkit.Platform;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of members on their way from a platform. */
class FetchRosterIT {
  static final World world = World.fresh();

  final Platform platform = Platform.start();
  final Consumer consumer = world.consumer();
  final long course = world.context(consumer);
  final long deployment = AgsBook.deployment(world, consumer.id(), platform.url());
  final Rosters rosters = new Rosters();
  final Outbound outbound =
      new Outbound("test", List.of("127.0.0.2"), OutboundLimits.PATIENT, new OpenTransactions());
  final FetchRoster fetch =
      new FetchRoster(
          world.db(),
          new FetchRoster.Tables(rosters, new RosterMembers(), new CourseGroups()),
          Callers.serviceCalls(outbound),
          new MemberCalls(new Json()),
          new GroupCalls(new Json()));

  @AfterEach
  void closePlatform() {
    outbound.close();
    platform.close();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  @Requirement("NR-05")
  void nothingIsFetchedUntilSomebodyAsks() {
    offered();

    fetch.run(() -> true);

    assertEquals(List.of(), platform.calls("/"));
    assertEquals(List.of(), members());
  }

  @Test
  @Requirement("NR-05")
  void nothingIsFetchedWhileTheRegistrationIsNotActive() {
    wanted();
    platform.members("/members?c=1&limit=500", members(member("a", "")), "");
    active(false);

    fetch.run(() -> true);
    List<Platform.Call> calls = platform.calls("/");
    active(true);
    fetch.run(() -> true);

    assertEquals(List.of(), calls);
    assertEquals(List.of("a learner true"), members());
  }

  @Test
  @Requirement({"NR-01", "NR-02", "NR-03"})
  void threePagesAreReadWithTheirType() {
    wanted();
    platform.members("/members?c=1&limit=500", page("a", "Learner"), "<?p=2>; rel=\"next\"");
    platform.members("/members?p=2", page("b", "Instructor"), "</members?p=3>; rel=next");
    platform.members("/members?p=3", page("c", "Mentor"), "");

    fetch.run(() -> true);

    assertEquals(List.of("a learner true", "b instructor true", "c observer true"), members());
    assertEquals(
        "application/vnd.ims.lti-nrps.v2.membershipcontainer+json",
        platform.calls("/members").get(0).type());
    assertTrue(platform.calls("/token").get(0).body().contains("contextmembership.readonly"));
    assertTrue(roster().fetchedAt().isPresent());
    assertEquals(Optional.empty(), roster().problem());
  }

  @Test
  @Requirement("NR-04")
  void whoeverIsMissingIsMarkedAndComesBack() {
    wanted();
    platform.members("/members?c=1&limit=500", members(member("a", ""), member("b", "")), "");
    fetch.run(() -> true);
    platform.members("/members?c=1&limit=500", members(member("b", "")), "");

    again();
    List<String> without = members();
    platform.members("/members?c=1&limit=500", members(member("a", "Active"), member("b", "")), "");
    again();

    assertEquals(List.of("a learner false", "b learner true"), without);
    assertEquals(List.of("a learner true", "b learner true"), members());
  }

  @Test
  @Requirement("NR-04")
  void onlyWhatChangedIsFetchedWhereThePlatformTellsIt() {
    wanted();
    platform.members(
        "/members?c=1&limit=500",
        members(member("a", ""), member("b", "")),
        "</members?since=1>; rel=\"differences\"");
    platform.members(
        "/members?since=1",
        members(member("b", "Deleted"), member("c", "")),
        "</members?since=2>; rel=\"differences\"");
    platform.members("/members?since=2", members(member("a", "Inactive")), "");

    fetch.run(() -> true);
    again();
    List<String> afterOne = members();
    again();

    assertEquals(List.of("a learner true", "b learner false", "c learner true"), afterOne);
    assertEquals(List.of("a learner false", "b learner false", "c learner true"), members());
    assertEquals(1, platform.calls("/members?c=1&limit=500").size());
  }

  @Test
  @Requirement("NR-04")
  void changesThatThePlatformNoLongerKnowsMeanAllIsFetched() {
    wanted();
    platform.members(
        "/members?c=1&limit=500", members(member("a", "")), "</gone?since=1>; rel=\"differences\"");

    fetch.run(() -> true);
    again();

    assertEquals(2, platform.calls("/members?c=1&limit=500").size());
    assertEquals(1, platform.calls("/gone").size());
    assertEquals(Optional.empty(), roster().problem());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "500 | '' | UNREACHABLE",
        "429 | '' | UNREACHABLE",
        "403 | '' | FORBIDDEN",
        "404 | '' | FORBIDDEN",
        "200 | <html>Log in | UNREADABLE",
        "200 | {\"members\":{}} | UNREADABLE",
        "302 | '' | UNREADABLE"
      })
  @Requirement({"NR-01", "F08"})
  void aListThatCannotBeReadLeavesTheOldOne(int status, String body, RosterProblem problem) {
    wanted();
    platform.members("/members?c=1&limit=500", members(member("a", "")), "");
    fetch.run(() -> true);
    platform.next("/members", status, body);

    again();

    assertEquals(List.of("a learner true"), members());
    assertEquals(Optional.of(problem), roster().problem());
    assertTrue(roster().nextTryAt().isPresent());
  }

  @Test
  @Requirement("NR-03")
  void aPlatformThatMindsBeingAskedForPagesMakesItsOwn() {
    wanted();
    platform.next("/members?c=1&limit=500", 400, "{\"error\":\"unknown parameter limit\"}");
    platform.members("/members?c=1", page("a", "Learner"), "<?p=2>; rel=\"next\"");
    platform.members("/members?p=2", page("b", "Learner"), "");

    fetch.run(() -> true);

    assertEquals(List.of("a learner true", "b learner true"), members());
    assertEquals(Optional.empty(), roster().problem());
  }

  @ParameterizedTest
  @CsvSource({"</members?c=1&limit=500>, TOO_LONG", "<http://127.0.0.1:9/members>, UNREADABLE"})
  @Requirement({"NR-03", "I08"})
  void aListThatLeadsBackOrAwayIsLeft(String next, RosterProblem problem) {
    wanted();
    platform.members("/members?c=1&limit=500", members(member("a", "")), next + "; rel=next");

    fetch.run(() -> true);

    assertEquals(Optional.of(problem), roster().problem());
    assertEquals(List.of(), members());
  }

  @Test
  @Requirement("NR-02")
  void whatNobodyIsCalledIsCutAndNeverRefused() {
    wanted();
    platform.members(
        "/members?c=1&limit=500",
        members(
            "{\"user_id\":\"a\",\"roles\":[\"Learner\"],\"name\":\"" + "😀".repeat(900) + "\"}"),
        "");

    fetch.run(() -> true);

    String name =
        world
            .db()
            .tx(
                tx ->
                    tx.only(
                        "select name from roster_member where context_id = ?",
                        row -> row.text("name"),
                        course));
    assertEquals(500, name.codePointCount(0, name.length()));
  }

  private void offered() {
    world
        .db()
        .run(
            tx ->
                rosters.save(
                    tx,
                    course,
                    deployment,
                    new Rosters.Addresses(platform.url() + "/members?c=1", "", "")));
  }

  private void active(boolean on) {
    world
        .db()
        .run(
            tx ->
                tx.change(
                    """
                    update lti13_registration
                       set active = ?
                     where id = (select registration_id from lti13_deployment where id = ?)
                    """,
                    on,
                    deployment));
  }

  private void wanted() {
    offered();
    long other = world.context(consumer);
    boolean here = world.db().tx(tx -> rosters.want(tx, course));
    boolean elsewhere = world.db().tx(tx -> rosters.want(tx, other));
    assertTrue(here);
    assertFalse(elsewhere);
  }

  /** Half a day later. */
  private void again() {
    world
        .db()
        .run(tx -> tx.change("update roster set next_try_at = now() where context_id = ?", course));
    fetch.run(() -> true);
  }

  private Roster roster() {
    return world.db().tx(tx -> rosters.find(tx, course)).orElseThrow();
  }

  private List<String> members() {
    return world
        .db()
        .tx(
            tx ->
                tx.list(
                    """
                    select lti_user_id || ' ' || role || ' ' || active as line
                      from roster_member
                     where context_id = ?
                     order by lti_user_id
                    """,
                    row -> row.text("line"),
                    course));
  }

  private static String page(String id, String role) {
    return members("{\"user_id\":\"" + id + "\",\"roles\":[\"" + role + "\"]}");
  }

  private static String member(String id, String status) {
    String said = status.isEmpty() ? "" : "\"status\":\"" + status + "\",";
    return "{" + said + "\"user_id\":\"" + id + "\",\"roles\":[\"Learner\"]}";
  }

  private static String members(String... members) {
    return "{\"id\":\"x\",\"members\":[" + String.join(",", members) + "]}";
  }
}
