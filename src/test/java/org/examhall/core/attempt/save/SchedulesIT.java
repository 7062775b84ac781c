package org.examhall.core.attempt.save;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.examhall.core.attempt.AttemptToken;
import org.examhall.core.attempt.Mode;
import org.examhall.kernel.sql.Row;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.Sitting;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whatever the network does, the database holds what an orderly network would have brought.
 *
 * <p>{@code -Dschedules=N} and {@code -Dseed=N} run more, or the same again.
 */
class SchedulesIT {
  private static final int SCHEDULES = Integer.getInteger("schedules", 2_000);
  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final int AT_ONCE = 400;
  private static final int GROUP = 200;
  private static final int MOST_AT_ONCE = 4;

  private static final List<SaveBatches> PROCESSES =
      List.of(SavePath.process(), SavePath.process());

  private static World world;

  @BeforeAll
  static void open() {
    world = World.fresh();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  @Requirement("F16")
  void repeatedReorderedAndInterleavedBatchesOfTwoWindowsEndAsInOrder() {
    Random random = new Random(SEED);
    List<Student> all = students(random);

    for (int from = 0; from < all.size(); from += AT_ONCE) {
      run(all.subList(from, Math.min(all.size(), from + AT_ONCE)), random);
    }

    for (Student student : all) {
      check(student);
    }
  }

  private static void run(List<Student> students, Random random) {
    List<Student> active = new ArrayList<>(students);
    while (!active.isEmpty()) {
      Collections.shuffle(active, random);
      List<Student> some = active.subList(0, Math.min(active.size(), 1 + random.nextInt(GROUP)));
      deliver(List.copyOf(some), random);
      active.removeIf(Student::isDone);
    }
  }

  private record Delivery(Student student, Batch batch) {}

  /** A few batches of each, in one group. */
  private static void deliver(List<Student> students, Random random) {
    List<Delivery> group = new ArrayList<>();
    for (Student student : students) {
      if (student.wantsToMove()) {
        student.move(SavePath.begin(world, student.token()));
      }
      for (int i = random.nextInt(MOST_AT_ONCE); i >= 0; i--) {
        student.next().ifPresent(batch -> group.add(new Delivery(student, batch)));
      }
    }
    SaveBatches process = PROCESSES.get(random.nextInt(PROCESSES.size()));
    List<SaveReply> replies =
        SavePath.save(process, world, group.stream().map(Delivery::batch).toArray(Batch[]::new));
    IntStream.range(0, replies.size())
        .boxed()
        .sorted(
            Comparator.<Integer>comparingInt(i -> group.get(i).batch().epoch())
                .thenComparingInt(i -> group.get(i).batch().seq()))
        .forEach(
            i -> group.get(i).student().hear(group.get(i).batch(), (SaveReply.Ack) replies.get(i)));
  }

  private static void check(Student student) {
    String name = "seed " + SEED + ", attempt " + student.attemptId();
    world
        .db()
        .run(
            tx -> {
              Map<String, String> stored = SavePath.VALUES.of(tx, student.attemptId());
              assertEquals(student.expected(), new HashMap<>(stored), name + ": values");
              assertEquals(
                  HistoryReplay.of(tx, student.attemptId()),
                  new HashMap<>(stored),
                  name + ": history");
              assertEquals(
                  MarksModel.expected(stored),
                  MarksModel.stored(tx, student.attemptId()),
                  name + ": marks");
            });
  }

  private static AttemptToken token(Row row) {
    return new AttemptToken(
        row.longAt("id"),
        row.longAt("attempt_id"),
        row.longAt("person_id"),
        row.text("launch_id"),
        Mode.NORMAL,
        Optional.empty(),
        row.instant("expires_at"));
  }

  /** Attempts of one person, each opened once. */
  private static List<Student> students(Random random) {
    Sitting sitting = Sitting.in(world);
    return world
        .db()
        .tx(
            tx ->
                tx.list(
                    """
                    with a as (
                      insert into attempt (resource_id, person_id, exam_version_id, number)
                      select a.resource_id, a.person_id, a.exam_version_id, 1 + n
                        from attempt a, generate_series(1, ?) as n
                       where a.id = ?
                      returning id, person_id),
                    l as (
                      insert into attempt_lease (attempt_id, epoch, fresh_epoch)
                      select id, 1, 1
                        from a)
                    insert into attempt_token
                           (attempt_id, person_id, launch_id, mode, token_hash, ticket_expires_at,
                            expires_at)
                    select id, person_id, 'none', 'normal', sha256(id::text::bytea), now(),
                           now() + interval '1 hour'
                      from a
                    returning *
                    """,
                    row -> new Student(token(row), new Random(random.nextLong())),
                    SCHEDULES,
                    sitting.attemptId()));
  }
}
