package org.examhall.web.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.examhall.core.consumer.Consumer;
import org.examhall.core.consumer.ConsumerTallies;
import org.examhall.core.consumer.TallyEvent;
import org.examhall.core.context.Launches;
import org.examhall.core.context.Role;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Staff;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an administrator reads about the launches and grades of an LMS. */
class ConsumerChartsIT {
  private static World world;
  private static RunningApp app;
  private static Visitor admin;

  private final ConsumerTallies tallies = new ConsumerTallies();
  private final Consumer consumer = world.consumer();

  @BeforeAll
  static void start() {
    world = World.fresh();
    app = RunningApp.start(world, Map.of("EXAMHALL_WORKER", "separate"));
    admin = Staff.admin(world, app);
  }

  @AfterAll
  static void stop() {
    app.close();
    world.close();
  }

  @Test
  @Requirement({"OA-16", "AG-10"})
  void launchesGradesAndFailuresAreShownWithWhatToDo() {
    launch();
    launch();
    count(TallyEvent.REFUSAL, "KEY_DISABLED", 3);
    count(TallyEvent.GRADE, "sent", 4);
    count(TallyEvent.GRADE, "timeout", 2);
    count(TallyEvent.GRADE, "gone", 1);
    count(TallyEvent.GRADE, "of_another_version", 1);

    String page = page("");

    assertTrue(page.contains("Let in: 2"), page);
    assertTrue(page.contains("Refused: 3"), page);
    assertTrue(page.contains("Taken by the LMS: 4"), page);
    assertTrue(page.contains("Failed, tried again: 2"), page);
    assertTrue(page.contains("Refused by the LMS: 2"), page);
    assertTrue(page.contains("for this reason (3 times): This LMS is not active here"), page);
    assertTrue(page.contains("for this reason (2 times): The LMS takes too long"), page);
    assertEquals(48, Pattern.compile("<th scope=\"row\">").matcher(page).results().count());
  }

  @Test
  void whatHappenedOnceIsNotSaidToHaveHappenedTimes() {
    count(TallyEvent.REFUSAL, "KEY_DISABLED", 1);
    count(TallyEvent.GRADE, "timeout", 1);

    String page = page("");

    assertTrue(page.contains("refused most often for this reason (once):"), page);
    assertTrue(page.contains("failed most often for this reason (once):"), page);
  }

  @Test
  void launchesStillCountWhenTheirRowsAreCleared() {
    launch();
    launch();
    world
        .db()
        .run(
            tx ->
                tx.change(
                    "update launch set expires_at = now() - interval '1 day' where consumer_id = ?",
                    consumer.id()));

    int gone = world.db().tx(tx -> new Launches().removeExpired(tx, 100));
    String page = page("");

    assertEquals(2, gone);
    assertTrue(page.contains("Let in: 2"), page);
    assertTrue(admin.get("/admin/consumers").body().contains("<time datetime"), page);
  }

  @Test
  void daysAreThoseOfTheReader() {
    count(TallyEvent.LAUNCH, "", 1);
    count(TallyEvent.GRADE, "sent", 5);
    world
        .db()
        .run(
            tx ->
                tx.change(
                    """
                    update consumer_tally
                       set since = date_trunc('day', now(), 'Asia/Kolkata') - interval '2 days'
                     where consumer_id = ?
                    """,
                    consumer.id()));

    String theirs = page("?period=30d&zone=Asia/Kolkata");
    String before = page("?period=24h&zone=Asia/Kolkata");

    assertTrue(theirs.contains("those of Asia/Kolkata"), theirs);
    assertEquals(List.of(5), rowsWithGrades(theirs));
    assertTrue(before.contains("Look at the last 30 days"), before);
    assertTrue(page("?period=30d&zone=Nowhere/Never").contains("those of UTC"), theirs);
  }

  @Test
  void whereNobodyHasComeTheNextStepIsSaid() {
    String page = page("");

    assertTrue(page.contains("Nobody has come from this LMS yet. Add the tool"), page);
  }

  private void launch() {
    long course = world.context(consumer);
    long person = world.person(consumer, "Ann");
    world.launch(consumer, course, world.link(course), person, Role.LEARNER);
  }

  private void count(TallyEvent event, String outcome, int times) {
    for (int i = 0; i < times; i++) {
      world.db().run(tx -> tallies.count(tx, consumer.id(), event, outcome));
    }
  }

  private String page(String query) {
    return admin.get("/admin/consumers/" + consumer.id() + query).body();
  }

  private static List<Integer> rowsWithGrades(String page) {
    return Pattern.compile(
            "</th><td class=\"number\">(\\d+)</td><td[^>]*>0</td><td[^>]*>0</td></tr>")
        .matcher(page)
        .results()
        .map(found -> Integer.valueOf(found.group(1)))
        .filter(times -> times > 0)
        .toList();
  }
}
