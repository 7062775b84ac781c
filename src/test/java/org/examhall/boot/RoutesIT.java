package org.examhall.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.examhall.boot.Cast.Who;
import org.examhall.testkit.LogRecord;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.World;
import org.examhall.web.http.Anyone;
import org.examhall.web.http.LaunchGuard;
import org.examhall.web.http.Method;
import org.examhall.web.http.Origin;
import org.examhall.web.http.OwnPageGuard;
import org.examhall.web.http.Route;
import org.examhall.web.http.StaffGuard;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Asks every route of the site map as everybody who might ask. */
class RoutesIT {
  private static final Set<Integer> NO = Set.of(403, 404);

  /** A heartbeat, and the logins of LTI 1.3, which begin by GET. */
  private static final Set<String> WRITE =
      Set.of(
          "/health",
          "/health/ready",
          "/metrics",
          "/admin/health",
          "/lti13/login",
          "/lti13/login/",
          "/lti13/login/{registration}",
          "/lti13/login/{registration}/");

  private static final Set<String> SIGNS_OUT = Set.of("/admin/logout", "/admin/account/sign-out");

  private static World world;
  private static RunningApp app;
  private static Cast cast;
  private static final LogRecord LOG = new LogRecord();

  @BeforeAll
  static void start() {
    world = World.fresh();
    app = RunningApp.start(world, Map.of("EXAMHALL_WORKER", "separate"));
    cast = new Cast(app, world);
    LOG.start();
  }

  @AfterAll
  static void stop() {
    LOG.stop();
    app.close();
    world.close();
  }

  static Stream<Route> routes() {
    return app.site().routes().stream();
  }

  static Stream<Route> changes() {
    return routes().filter(r -> r.method() == Method.POST && r.csrf());
  }

  /** Every guarded page of the app, and everybody. */
  static Stream<Arguments> cells() {
    return routes()
        .filter(r -> r.origin() == Origin.APP && !isForAnybody(r))
        .flatMap(r -> Stream.of(Who.values()).map(who -> Arguments.of(r.pattern(), who, r)));
  }

  @Test
  @Requirement({"I25", "I26"})
  void everyRouteIsGuardedAndOnlySignedEntriesNeedNoProofOfOrigin() {
    List<Route> unproven = routes().filter(r -> r.method() == Method.POST && !r.csrf()).toList();

    assertTrue(
        routes()
            .filter(r -> r.pattern().startsWith("/l/"))
            .allMatch(r -> r.guard() instanceof LaunchGuard));
    assertEquals(
        Set.of("/admin", "/admin/", "/admin/login", "/admin/setup", "/admin/password/{code}"),
        routes()
            .filter(r -> r.pattern().startsWith("/admin") && !(r.guard() instanceof StaffGuard))
            .map(Route::pattern)
            .collect(Collectors.toSet()));
    assertTrue(
        unproven.stream()
            .allMatch(
                r ->
                    r.pattern()
                        .matches(
                            "/(lti11/launch|lti_entry|lti)/?|/play/(session|message)"
                                + "|/lti13/(login|launch)/?|/lti13/login/[{]registration}/?|/lti13/(resume|open)"
                                + "|/lti13/register/[{]invite}(/update)?")),
        unproven.toString());
  }

  @ParameterizedTest(name = "{0} as {1}")
  @MethodSource("cells")
  @Requirement({"I25", "I34"})
  void onlyWhoMayEnterEnters(String pattern, Who who, Route route) {
    String path = cast.path(pattern, who, cast::ownId);

    Visitor.Answer answer = ask(cast.visitor(who), route, path);

    if (may(route, who)) {
      assertFalse(Set.of(401, 403).contains(answer.status()), answer.toString());
      assertTrue(answer.status() < 500, answer.toString());
    } else {
      assertTrue(NO.contains(answer.status()), answer.toString());
    }
    answer.header("location").ifPresent(RoutesIT::assertOurs);
  }

  /** Somebody who may use the page names things that are not theirs. */
  static Stream<Arguments> namedThings() {
    return cells()
        .filter(c -> ((String) c.get()[0]).startsWith("/l/"))
        .filter(c -> ((String) c.get()[0]).matches(".*\\{(version|person|attempt|change)}.*"))
        .filter(c -> may((Route) c.get()[2], (Who) c.get()[1]));
  }

  @ParameterizedTest(name = "{0} as {1}")
  @MethodSource("namedThings")
  @Requirement("I25")
  void thingsOfAnotherInstitutionOrCourseAreNotThere(String pattern, Who who, Route route) {
    String foreign = cast.path(pattern, who, cast::foreignId);
    String otherCourses = cast.path(pattern, who, cast::otherCoursesId);

    Visitor.Answer fromThere = ask(cast.visitor(who), route, foreign);
    Visitor.Answer fromNextDoor = ask(cast.visitor(who), route, otherCourses);

    assertTrue(NO.contains(fromThere.status()), fromThere.toString());
    assertTrue(NO.contains(fromNextDoor.status()), fromNextDoor.toString());
  }

  /** A learner names what is another learner's. */
  static Stream<Arguments> attemptsOfLearners() {
    return namedThings()
        .filter(c -> c.get()[1] == Who.LEARNER && ((String) c.get()[0]).contains("{attempt}"));
  }

  @ParameterizedTest(name = "{0} as {1}")
  @MethodSource("attemptsOfLearners")
  @Requirement("I25")
  void aClassmatesAttemptIsNotThere(String pattern, Who who, Route route) {
    String path = cast.path(pattern, who, cast::classmatesId);

    Visitor.Answer answer = ask(cast.visitor(who), route, path);

    assertTrue(NO.contains(answer.status()), answer.toString());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  @Requirement("I26")
  void aChangeThatDoesNotProveWhereItComesFromIsRefused(Route route) {
    Who who = Stream.of(Who.values()).filter(w -> may(route, w)).findFirst().orElseThrow();
    String path = cast.path(route.pattern(), who, cast::ownId);
    String code = cast.visitor(who).csrf();
    String otherCode = cast.visitor(Who.FORGER).csrf();
    String own = app.app().toString();

    Map<String, Integer> statuses = new TreeMap<>();
    statuses.put("no code", send(route, who, path, Map.of(), sameOrigin()));
    statuses.put("empty code", send(route, who, path, Map.of("csrf", ""), sameOrigin()));
    statuses.put("another's code", send(route, who, path, Map.of("csrf", otherCode), sameOrigin()));
    statuses.put("nobody says from where", send(route, who, path, Map.of("csrf", code), Map.of()));
    for (String site : List.of("cross-site", "same-site", "none")) {
      statuses.put(
          site, send(route, who, path, Map.of("csrf", code), Map.of("Sec-Fetch-Site", site)));
    }
    for (String origin :
        List.of("https://evil.example", "null", own + ".evil.example", app.content().toString())) {
      statuses.put(origin, send(route, who, path, Map.of("csrf", code), Map.of("Origin", origin)));
    }
    statuses.put(
        "contradiction",
        send(
            route,
            who,
            path,
            Map.of("csrf", code),
            Map.of("Origin", own, "Sec-Fetch-Site", "cross-site")));

    assertEquals(Set.of(403), Set.copyOf(statuses.values()), statuses.toString());
  }

  @Test
  @Requirement("I26")
  void readingChangesNothing() {
    List<Supplier<Integer>> visits = new ArrayList<>();
    for (Map.Entry<Who, Visitor> one : everybody().entrySet()) {
      routes()
          .filter(r -> r.method() == Method.GET && !WRITE.contains(r.pattern()))
          .forEach(r -> visits.add(visit(r, one.getKey(), one.getValue())));
    }
    Map<String, String> before = new Tables(world.db()).digests();

    List<Integer> statuses = visits.stream().map(Supplier::get).toList();

    assertEquals(before, new Tables(world.db()).digests());
    assertTrue(statuses.stream().filter(status -> status == 200).count() > 30, statuses::toString);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("routes")
  @Requirement("I41")
  void everyAnswerCarriesTheProtectiveHeaders(Route route) {
    for (Who who : List.of(Who.ANONYMOUS, Who.INSTRUCTOR, Who.ADMIN)) {
      Visitor.Answer answer =
          ask(
              visitorOf(route, cast.visitor(who)),
              route,
              cast.path(route.pattern(), who, RoutesIT::nobodysId));

      assertEquals("nosniff", answer.header("X-Content-Type-Options").orElseThrow());
      assertEquals("no-referrer", answer.header("Referrer-Policy").orElseThrow());
      assertTrue(answer.header("Permissions-Policy").orElseThrow().contains("camera=()"));
      assertTrue(answer.header("Cache-Control").isPresent());
      String csp = answer.header("Content-Security-Policy").orElseThrow();
      assertFalse(csp.contains("unsafe-"), csp);
      assertTrue(
          csp.matches(".*(^|; *)frame-ancestors [^;]+.*") && csp.contains("default-src 'none'"),
          csp);
      if (route.pattern().startsWith("/admin")) {
        assertTrue(csp.contains("frame-ancestors 'none'"), csp);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("routes")
  @Requirement("I27")
  void noAnswerMakesAContainerSessionOrPutsOneIntoAnAddress(Route route) {
    Visitor.Answer answer =
        ask(
            cast.visitor(Who.INSTRUCTOR),
            route,
            cast.path(route.pattern(), Who.INSTRUCTOR, RoutesIT::nobodysId));

    assertFalse(answer.toString().toLowerCase(Locale.ROOT).contains("jsessionid"));
  }

  @Test
  @Requirement("I32")
  void nobodysSecretIsInTheLog() {
    Map<Who, Visitor> everybody = everybody();

    routes()
        .filter(r -> r.origin() == Origin.APP && !SIGNS_OUT.contains(r.pattern()))
        .forEach(
            r ->
                everybody.forEach(
                    (who, visitor) ->
                        ask(visitor, r, cast.path(r.pattern(), who, RoutesIT::nobodysId))));

    String log = LOG.text();
    assertTrue(log.contains("refused: NO_LAUNCH"), log);
    cast.secrets().forEach(secret -> assertFalse(log.contains(secret)));
    assertFalse(log.contains(everybody.get(Who.ADMIN).cookie("__Host-staff").orElseThrow()));
    everybody.values().stream()
        .filter(visitor -> !visitor.csrf().isEmpty())
        .forEach(visitor -> assertFalse(log.contains(visitor.csrf())));
  }

  /** An id that nothing has. */
  private static String nobodysId(String name) {
    return "999999";
  }

  private static Map<Who, Visitor> everybody() {
    Map<Who, Visitor> everybody = new EnumMap<>(Who.class);
    Stream.of(Who.values()).forEach(who -> everybody.put(who, cast.visitor(who)));
    return everybody;
  }

  /** The same person at the origin that answers to the route. */
  private static Visitor visitorOf(Route route, Visitor visitor) {
    URI origin = route.origin() == Origin.CONTENT ? app.content() : app.app();
    return new Visitor(origin).like(visitor);
  }

  /** Anybody at all, or anybody on a page of ours. */
  private static boolean isForAnybody(Route route) {
    return route.guard() instanceof Anyone || route.guard() instanceof OwnPageGuard;
  }

  private static boolean may(Route route, Who who) {
    if (route.guard() instanceof LaunchGuard guard) {
      return who.role().filter(role -> guard.admits(role, who.purpose())).isPresent();
    }
    return route.guard() instanceof StaffGuard guard
        ? who.staffRole().filter(guard::admits).isPresent()
        : true;
  }

  /** A visit to be made later; what it names is there when this returns. */
  private static Supplier<Integer> visit(Route route, Who who, Visitor visitor) {
    String path = cast.path(route.pattern(), who, cast::ownId);
    return () -> visitorOf(route, visitor).get(path).status();
  }

  private static Visitor.Answer ask(Visitor visitor, Route route, String path) {
    return route.method() == Method.GET ? visitor.get(path) : visitor.post(path, Map.of());
  }

  private static int send(
      Route route, Who who, String path, Map<String, String> fields, Map<String, String> headers) {
    return cast.visitor(who).post(path, new HashMap<>(fields), headers).status();
  }

  private static Map<String, String> sameOrigin() {
    return Map.of("Sec-Fetch-Site", "same-origin");
  }

  private static void assertOurs(String location) {
    assertTrue(
        location.matches("/([^/].*)?") || location.startsWith(app.content() + "/"), location);
  }
}
