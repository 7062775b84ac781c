package org.examhall.core.attempt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.examhall.core.context.Launch;
import org.examhall.core.context.Role;
import org.examhall.core.resource.Resource;
import org.examhall.core.resource.ResourceSetting;
import org.examhall.core.resource.ResourceSettings;
import org.examhall.core.resource.Resources;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.fault.Refused;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.Sitting;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may begin, continue and look at attempts. */
class TicketsIT {
  private static final Attempts ATTEMPTS = new Attempts();
  private static final AttemptRules RULES = new AttemptRules();
  private static final AttemptTokens TOKENS = new AttemptTokens(new Tokens());
  private static final IssueTicket ISSUE = new IssueTicket(ATTEMPTS, RULES, TOKENS);
  private static final OpenAttempt OPEN = new OpenAttempt(new Resources(), ATTEMPTS, RULES);

  private static World world;

  @BeforeAll
  static void open() {
    world = World.fresh();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @ParameterizedTest
  @CsvSource({
    // who, mode, reason (none: gets a ticket)
    "OWNER, NORMAL, none",
    "CLASSMATE, NORMAL, NO_SUCH_ATTEMPT",
    "CLASSMATE, REVIEW, NO_SUCH_ATTEMPT",
    "OBSERVER, NORMAL, NO_SUCH_ATTEMPT",
    "OBSERVER, REVIEW, NO_SUCH_ATTEMPT",
    "INSTRUCTOR, NORMAL, NOT_YOURS",
    "INSTRUCTOR, REVIEW, none",
    "OTHER_COURSES_INSTRUCTOR, NORMAL, NO_SUCH_ATTEMPT",
    "OTHER_COURSES_INSTRUCTOR, REVIEW, NO_SUCH_ATTEMPT",
    "OTHER_INSTITUTIONS_INSTRUCTOR, REVIEW, NO_SUCH_ATTEMPT",
    "OWNER, REVIEW, NOT_ENDED"
  })
  @Requirement("I25")
  void onlyTheRightPeopleGetATicket(Who who, Mode mode, String reason) {
    var sitting = Sitting.in(world);
    var launch = launch(sitting, who);

    assertEquals(reason, outcome(() -> ticket(launch, sitting.attemptId(), mode)));
  }

  @Test
  void aDoubleClickBeginsOneAttempt() {
    var sitting = Sitting.in(world);
    var classmate = launch(sitting, Who.CLASSMATE);

    var outcomes =
        Stream.generate(
                () -> CompletableFuture.supplyAsync(() -> outcome(() -> begin(sitting, classmate))))
            .limit(6)
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .sorted()
            .toList();

    assertEquals(5, outcomes.stream().filter("ATTEMPT_GOING_ON"::equals).count());
    assertEquals(1, outcomes.stream().filter("none"::equals).count());
  }

  @Test
  void attemptsAreNumberedAndLimited() {
    var sitting = Sitting.in(world);
    settings(sitting, Optional.of(2), Optional.empty());

    end(sitting.attempt());
    var second = begin(sitting, sitting.launch());
    end(second);

    assertEquals(2, second.number());
    assertEquals("NO_ATTEMPTS_LEFT", outcome(() -> begin(sitting, sitting.launch())));
  }

  @Test
  void anInstructorsTestRunObeysNoDates() {
    var sitting = Sitting.in(world);
    settings(sitting, Optional.empty(), Optional.of(Instant.now().minus(Duration.ofDays(1))));
    var instructor = launch(sitting, Who.INSTRUCTOR);

    var run = begin(sitting, instructor, AttemptKind.TEST);

    assertEquals(AttemptKind.TEST, run.kind());
    assertEquals("none", outcome(() -> ticket(instructor, run.id(), Mode.NORMAL)));
    assertEquals("CLOSED", outcome(() -> begin(sitting, launch(sitting, Who.CLASSMATE))));
  }

  @Test
  void aStudentStartsNoTestRunAndAnObserverNothing() {
    var sitting = Sitting.in(world);

    assertEquals("NOT_YOURS", outcome(() -> begin(sitting, sitting.launch(), AttemptKind.TEST)));
    assertEquals("OBSERVER", outcome(() -> begin(sitting, launch(sitting, Who.OBSERVER))));
  }

  @Test
  void revokingTakesTicketsAndTokens() {
    var sitting = Sitting.in(world);
    String ticket = sitting.ticket(Mode.NORMAL);

    sitting.revoke();

    assertTrue(world.db().tx(tx -> TOKENS.trade(tx, ticket)).isEmpty());
    assertTrue(world.db().tx(tx -> TOKENS.find(tx, sitting.window().token())).isEmpty());
  }

  @Test
  void onlyHashesOfTicketsAndTokensAreStored() {
    var sitting = Sitting.in(world);
    String ticket = sitting.ticket(Mode.NORMAL);

    String stored =
        world
            .db()
            .tx(
                tx ->
                    tx.only(
                        "select string_agg(t::text, ' ') as rows from attempt_token t",
                        row -> row.text("rows")));

    assertTrue(!stored.contains(ticket) && !stored.contains(sitting.window().token()));
  }

  private enum Who {
    OWNER,
    CLASSMATE,
    OBSERVER,
    INSTRUCTOR,
    OTHER_COURSES_INSTRUCTOR,
    OTHER_INSTITUTIONS_INSTRUCTOR
  }

  private static Launch launch(Sitting sitting, Who who) {
    var own = sitting.launch();
    var consumer = sitting.consumer();
    return switch (who) {
      case OWNER -> own;
      case CLASSMATE -> launch(sitting, Role.LEARNER);
      case OBSERVER -> launch(sitting, Role.OBSERVER);
      case INSTRUCTOR -> launch(sitting, Role.INSTRUCTOR);
      case OTHER_COURSES_INSTRUCTOR -> {
        long course = world.context(consumer);
        yield world
            .launch(
                consumer,
                course,
                world.link(course),
                world.person(consumer, "Eve"),
                Role.INSTRUCTOR)
            .launch();
      }
      case OTHER_INSTITUTIONS_INSTRUCTOR -> launch(Sitting.in(world), Role.INSTRUCTOR);
    };
  }

  private static Launch launch(Sitting sitting, Role role) {
    return world
        .launch(
            sitting.consumer(),
            sitting.launch().contextId(),
            sitting.launch().resourceLinkId().orElseThrow(),
            world.person(sitting.consumer(), "Ben"),
            role)
        .launch();
  }

  private static String ticket(Launch launch, long attemptId, Mode mode) {
    return world.db().tx(tx -> ISSUE.run(tx, launch, attemptId, mode));
  }

  private static Attempt begin(Sitting sitting, Launch launch) {
    return begin(sitting, launch, AttemptKind.GRADED);
  }

  private static Attempt begin(Sitting sitting, Launch launch, AttemptKind kind) {
    return world.db().tx(tx -> OPEN.run(tx, launch, kind));
  }

  private static void end(Attempt attempt) {
    world.db().run(tx -> ATTEMPTS.end(tx, attempt.id(), Instant.now(), EndReason.INSTRUCTOR));
  }

  private static Resource resource(Sitting sitting) {
    long contextId = sitting.launch().contextId();
    return world
        .db()
        .tx(tx -> new Resources().find(tx, contextId, sitting.resourceId()).orElseThrow());
  }

  private static void settings(
      Sitting sitting, Optional<Integer> maxAttempts, Optional<Instant> until) {
    var initial = ResourceSetting.initial(sitting.resourceId());
    var setting =
        new ResourceSetting(
            sitting.resourceId(),
            maxAttempts,
            initial.availableFrom(),
            until,
            initial.dueAt(),
            initial.timeLimitMinutes(),
            initial.gradeOf(),
            initial.showScores(),
            initial.reviewFrom(),
            false);
    world.db().run(tx -> new ResourceSettings().save(tx, setting));
  }

  /** The reason of a refusal, or none. */
  private static String outcome(Runnable work) {
    try {
      work.run();
      return "none";
    } catch (Refused refused) {
      return refused.reason().toString();
    }
  }
}
