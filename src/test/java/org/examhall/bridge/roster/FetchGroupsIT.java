package org.examhall.bridge.roster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.examhall.core.consumer.Lti13Deployments;
import org.examhall.core.consumer.Lti13Platform;
import org.examhall.core.consumer.Lti13Registration;
import org.examhall.core.consumer.Lti13Rules;
import org.examhall.core.context.Contexts;
import org.examhall.core.context.CourseGroup;
import org.examhall.core.context.CourseGroups;
import org.examhall.core.context.RosterMembers;
import org.examhall.core.context.RosterProblem;
import org.examhall.core.context.Rosters;
import org.examhall.demo.lms.DemoLms;
import org.examhall.demo.lms.Person;
import org.examhall.demo.lms.Service;
import org.examhall.demo.lms.ServiceOrders;
import org.examhall.demo.lms.Trouble;
import org.examhall.demo.lms.lti.Tool;
import org.examhall.demo.lms.lti13.Quirk;
import org.examhall.demo.lms.lti13.Registration;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.net.Outbound;
import org.examhall.kernel.net.OutboundLimits;
import org.examhall.kernel.sql.OpenTransactions;
import org.examhall.lti.service.GroupCalls;
import org.examhall.lti.service.MemberCalls;
import org.examhall.testkit.Callers;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Groups of a course on their way from the demo LMS. */
class FetchGroupsIT {
  private static final World world = World.fresh();
  private static final List<CourseGroup> ALL =
      List.of(
          new CourseGroup("13", "Project", ""),
          new CourseGroup("12", "Evening", "Tutorials"),
          new CourseGroup("11", "Morning", "Tutorials"));

  private final Rosters rosters = new Rosters();
  private final Outbound outbound =
      new Outbound("test", List.of("127.0.0.2"), OutboundLimits.PATIENT, new OpenTransactions());
  private final FetchRoster fetch =
      new FetchRoster(
          world.db(),
          new FetchRoster.Tables(rosters, new RosterMembers(), new CourseGroups()),
          Callers.serviceCalls(outbound),
          new MemberCalls(new Json()),
          new GroupCalls(new Json()));
  private final HttpServer keys = keys();
  private final DemoLms lms =
      DemoLms.start(
          DemoLms.Options.forTest(new Tool(URI.create("http://localhost:1/l"), "key", "secret")));
  private final long course = course();

  @BeforeEach
  void wanted() {
    world.db().run(tx -> rosters.want(tx, course));
  }

  @AfterEach
  void closeAll() {
    outbound.close();
    lms.close();
    keys.stop(0);
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Quirk.class,
      names = {"ACCEPT_WHOLE", "GROUPS_NUMBERED", "ROSTER_PAGES_OF_TWO", "LINK_CURLY"})
  @Requirement("CG-01")
  void groupsTheirSetsAndWhoIsInThemAreRead(Quirk habit) {
    lms.platform().add(habit);
    lms.platform().add(Quirk.ROSTER_PAGES_OF_TWO);

    fetch.run(() -> true);

    assertEquals(ALL, groups());
    assertEquals(List.of("s1 11,13", "s2 11", "s3 12", "t1 "), members());
    assertEquals(Optional.empty(), problem());
  }

  @ParameterizedTest
  @EnumSource(
      value = Trouble.class,
      names = {"FAIL_500", "NOT_FOUND_404", "FORBIDDEN_403", "GARBAGE_HTML"})
  @Requirement({"CG-01", "F08"})
  void groupsThatCannotBeReadLeaveTheOldOnesAndTheMembersAlone(Trouble trouble) {
    fetch.run(() -> true);
    lms.platform().orders().add(ServiceOrders.Order.always(trouble).of(Service.GROUPS));

    again();

    assertEquals(ALL, groups());
    assertEquals(4, members().size());
    assertTrue(problem().isPresent());
  }

  @Test
  @Requirement("CG-01")
  void whereMembersAreRefusedWithTheirGroupsTheyComeWithout() {
    lms.platform()
        .orders()
        .add(ServiceOrders.Order.always(Trouble.BAD_REQUEST_400).of(Service.MEMBERS).times(2));

    fetch.run(() -> true);

    assertEquals(ALL, groups());
    assertEquals(List.of("s1 ", "s2 ", "s3 ", "t1 "), members());
    assertEquals(Optional.of(RosterProblem.FORBIDDEN), problem());
  }

  @ParameterizedTest
  @EnumSource(
      value = Quirk.class,
      names = {"ACCEPT_WHOLE", "ROSTER_WITHOUT_DIFFERENCES"})
  @Requirement("CG-01")
  void whereMembersAreRefusedWithTheirGroupsTheOldGroupsStay(Quirk habit) {
    lms.platform().add(habit);
    fetch.run(() -> true);
    lms.course().addPerson(new Person("s1", "New", "Name", Person.Role.LEARNER));
    lms.course().addPerson(new Person("s9", "New", "Student", Person.Role.LEARNER));
    lms.platform()
        .orders()
        .add(ServiceOrders.Order.always(Trouble.BAD_REQUEST_400).of(Service.MEMBERS).times(2));

    again();

    assertEquals(List.of("s1 11,13", "s2 11", "s3 12", "s9 ", "t1 "), members());
    assertEquals(Optional.of(RosterProblem.FORBIDDEN), problem());
  }

  @Test
  @Requirement("CG-01")
  void whereTheScopeIsNotGrantedTheMembersComeWithoutGroups() {
    lms.platform().add(Quirk.GROUPS_UNTOLD);

    fetch.run(() -> true);

    assertEquals(List.of(), groups());
    assertEquals(List.of("s1 ", "s2 ", "s3 ", "t1 "), members());
    assertEquals(Optional.of(RosterProblem.FORBIDDEN), problem());
  }

  private long course() {
    String client = World.name("client");
    URI somewhere = URI.create("http://localhost:1/lti13");
    URI keySet = URI.create("http://127.0.0.1:" + keys.getAddress().getPort() + "/");
    lms.platform().connect(Registration.of(client, "1", somewhere, somewhere, keySet));
    Lti13Platform platform =
        new Lti13Platform(
            lms.url().toString(),
            client,
            lms.url() + "/lti13/auth",
            lms.url() + "/lti13/token",
            lms.url() + "/lti13/keys",
            lms.platform().audience(),
            "");
    Lti13Registration registration = world.registration(platform, Lti13Rules.USUAL);
    String there = lms.url() + "/lti13/courses/algebra-1";
    return world
        .db()
        .tx(
            tx -> {
              long id =
                  new Contexts()
                      .save(tx, registration.consumerId(), client, "", "Course")
                      .orElseThrow();
              long deployment = new Lti13Deployments().list(tx, registration.id()).get(0).id();
              rosters.save(
                  tx,
                  id,
                  deployment,
                  new Rosters.Addresses(
                      there + "/members", there + "/groups", there + "/group-sets"));
              return id;
            });
  }

  /** Half a day later. */
  private void again() {
    world
        .db()
        .run(tx -> tx.change("update roster set next_try_at = now() where context_id = ?", course));
    fetch.run(() -> true);
  }

  private List<CourseGroup> groups() {
    return world.db().tx(tx -> new CourseGroups().list(tx, course));
  }

  private Optional<RosterProblem> problem() {
    return world.db().tx(tx -> rosters.find(tx, course)).orElseThrow().groupsProblem();
  }

  private List<String> members() {
    return world
        .db()
        .tx(
            tx ->
                tx.list(
                    """
                    select lti_user_id || ' ' || array_to_string(group_ids, ',') as line
                      from roster_member
                     where context_id = ?
                     order by lti_user_id
                    """,
                    row -> row.text("line"),
                    course));
  }

  private static HttpServer keys() {
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
      server.createContext(
          "/",
          exchange -> {
            byte[] body = Callers.keySet().getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
