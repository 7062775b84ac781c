package org.examhall.core.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.examhall.core.consumer.Consumer;
import org.examhall.core.context.Role;
import org.examhall.core.resource.Resource;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttemptLinesIT {
  private static final World WORLD = World.fresh();

  private final Consumer consumer = WORLD.consumer();
  private final Resource resource = resource();
  private final AttemptLines lines = new AttemptLines();

  @AfterAll
  static void close() {
    WORLD.close();
  }

  @ParameterizedTest
  @EnumSource(AttemptSort.class)
  @Requirement("IN24")
  void everyAttemptIsOnExactlyOnePageThereAndBack(AttemptSort sort) {
    for (int i = 0; i < 7; i++) {
      attempt(resource, "Same name", i % 2 == 0 ? "0.5" : null);
    }

    List<AttemptPage> onwards = walk(sort, true);
    List<AttemptPage> back = walkBack(sort, true, onwards.get(onwards.size() - 1));

    assertEquals(7, idsOf(onwards).stream().distinct().count());
    assertEquals(7, idsOf(onwards).size());
    assertEquals(idsOf(onwards), idsOf(back));
    assertEquals(idsOf(onwards), reversed(idsOf(walk(sort, false))));
    assertTrue(onwards.get(0).before().isEmpty());
    assertTrue(onwards.get(onwards.size() - 1).after().isEmpty());
  }

  @Test
  @Requirement("IN24")
  void scoresSortByValueWithMissingOnesLast() {
    long low = attempt(resource, "A", "-0.25");
    long none = attempt(resource, "B", null);
    long high = attempt(resource, "C", "0.875");

    AttemptPage page =
        page(new AttemptQuery(AttemptSort.SCORE, true, "", "", Optional.empty(), false, 10));

    assertEquals(List.of(high, low, none), idsOf(List.of(page)));
    assertEquals(Optional.of(new BigDecimal("0.875")), page.rows().get(0).scaledScore());
  }

  @Test
  @Requirement({"IN24", "I33"})
  void aSearchIsPlainTextInAnyCase() {
    long found = attempt(resource, "Zoë 100%_(O'Brien)", null);
    attempt(resource, "Somebody else", null);

    assertEquals(List.of(found), idsOf(List.of(page(search("zoË")))));
    assertEquals(List.of(found), idsOf(List.of(page(search("100%_(o'brien)")))));
    assertEquals(List.of(), idsOf(List.of(page(search("' or 1=1 --")))));
    assertEquals(List.of(), idsOf(List.of(page(search("%s%e")))));
  }

  @Test
  @Requirement("I25")
  void anotherResourcesAttemptsAreNeitherListedNorAPlaceToStartFrom() {
    Resource other = resource();
    long foreign = attempt(other, "Theirs", null);
    attempt(resource, "Ours", null);

    AttemptPage top = page(newestFirst());
    AttemptPage fromForeign =
        page(new AttemptQuery(AttemptSort.STARTED, true, "", "", Optional.of(foreign), false, 10));

    assertEquals(List.of("Ours"), top.rows().stream().map(AttemptLine::personName).toList());
    assertEquals(List.of(), fromForeign.rows());
  }

  @Test
  @Requirement("IN38")
  void testRunsAreNotListed() {
    long testRun = attempt(resource, "Teacher", null);
    WORLD.db().run(tx -> tx.change("update attempt set kind = 'test' where id = ?", testRun));

    AttemptPage page = page(newestFirst());

    assertEquals(List.of(), page.rows());
  }

  @Test
  @Requirement("ST2")
  void aStudentsOwnAttemptsAreListedNewestFirst() {
    long person = WORLD.person(consumer, "Grace");
    long first = attempt(resource, person, 1, null);
    long second = attempt(resource, person, 2, null);
    attempt(resource, "Somebody else", null);

    List<AttemptLine> own = WORLD.db().tx(tx -> lines.listOf(tx, resource.id(), person));

    assertEquals(List.of(second, first), own.stream().map(AttemptLine::id).toList());
    assertFalse(own.get(0).startedAt().isEmpty());
  }

  private static AttemptQuery newestFirst() {
    return new AttemptQuery(AttemptSort.STARTED, true, "", "", Optional.empty(), false, 10);
  }

  private List<AttemptPage> walk(AttemptSort sort, boolean descending) {
    List<AttemptPage> pages = new ArrayList<>();
    AttemptPage page = page(new AttemptQuery(sort, descending, "", "", Optional.empty(), false, 3));
    pages.add(page);
    while (page.after().isPresent()) {
      page = page(new AttemptQuery(sort, descending, "", "", page.after(), false, 3));
      pages.add(page);
    }
    return pages;
  }

  private List<AttemptPage> walkBack(AttemptSort sort, boolean descending, AttemptPage last) {
    List<AttemptPage> pages = new ArrayList<>(List.of(last));
    AttemptPage page = last;
    while (page.before().isPresent()) {
      page = page(new AttemptQuery(sort, descending, "", "", page.before(), true, 3));
      pages.add(0, page);
    }
    return pages;
  }

  private AttemptPage page(AttemptQuery query) {
    return WORLD.db().tx(tx -> lines.page(tx, resource.id(), query));
  }

  private static AttemptQuery search(String text) {
    return new AttemptQuery(AttemptSort.STUDENT, false, text, "", Optional.empty(), false, 10);
  }

  private static List<Long> idsOf(List<AttemptPage> pages) {
    return pages.stream().flatMap(page -> page.rows().stream()).map(AttemptLine::id).toList();
  }

  private static List<Long> reversed(List<Long> ids) {
    List<Long> copy = new ArrayList<>(ids);
    Collections.reverse(copy);
    return copy;
  }

  private Resource resource() {
    long course = WORLD.context(consumer);
    long teacher = WORLD.person(consumer, "Ada Teacher");
    return WORLD.resource(
        WORLD.launch(consumer, course, WORLD.link(course), teacher, Role.INSTRUCTOR).launch());
  }

  private long attempt(Resource of, String name, @Nullable String scaledScore) {
    return attempt(of, WORLD.person(consumer, name), 1, scaledScore);
  }

  private static long attempt(Resource of, long person, int number, @Nullable String scaledScore) {
    return WORLD
        .db()
        .tx(
            tx ->
                tx.only(
                    """
                    insert into attempt
                           (resource_id, person_id, exam_version_id, number, state, started_at,
                            last_saved_at, scaled_score)
                    values (?, ?, ?, ?, 'running', now(), now(), ?::numeric)
                    returning id
                    """,
                    row -> row.longAt("id"),
                    of.id(),
                    person,
                    of.examVersionId(),
                    number,
                    Optional.ofNullable(scaledScore)));
  }
}
