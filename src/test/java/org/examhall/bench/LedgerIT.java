package org.examhall.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.examhall.kernel.config.Option;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Sitting;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the fault runs are checked with can fail: each way in which a database could be wrong is
 * tried on one that a student has really filled, and taken back.
 */
class LedgerIT {
  private static final int BATCHES = 60;

  private static World world;
  private static Connection connection;
  private static Account account;
  private static Account other;

  @BeforeAll
  static void studentsHandIn() throws SQLException, InterruptedException {
    world = World.fresh();
    try (RunningApp app = RunningApp.start(world)) {
      account = replay(app, "ann");
      other = replay(app, "bob");
    }
    connection =
        DriverManager.getConnection(
            world.config().text(Option.DATABASE_URL),
            world.config().text(Option.DATABASE_USER),
            world.config().text(Option.DATABASE_PASSWORD));
    connection.setAutoCommit(false);
    change("update score_outbox set state = 'sent', sent_version = version, sent_at = now()");
    connection.commit();
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
    world.close();
  }

  @AfterEach
  void takeBack() throws SQLException {
    connection.rollback();
  }

  @Test
  void aDatabaseThatKeptEveryPromiseHasNoFaults() {
    var faults = faults(gradebook());

    assertEquals(List.of(), faults);
    assertTrue(account.acked().size() > BATCHES);
  }

  /**
   * MINE is the first student's attempt; ATTEMPT, BATCH and GRADE narrow each change to the first
   * student's.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          delete from attempt_batch where BATCH = 7; batch 1/7 acked, missing
          update attempt_batch set elements = elements::jsonb - 0 where BATCH = 3; batch 1/3 holds
          update attempt_batch set element_count = 1 where BATCH = 3; batch 1/3 holds
          update attempt_batch set late = true where BATCH = 3; batch 1/3 does not count
          update attempt_batch set stale = true where BATCH = 3; batch 1/3 does not count
          update attempt_batch set refused = '[{"k":"x.y","why":"key"}]' where BATCH = 2; batch 1/2 refused
          update attempt_batch set elements = replace(elements, '"v":"', '"v":"1') where BATCH = 2; batch 1/2 has
          update attempt_batch set elements = replace(elements, '"k":"cmi', '"k":"imc') where BATCH = 2; batch 1/2 has
          update attempt_batch set elements = replace(elements, '"add":"', '"add":"x') where ATTEMPT; has cmi.suspend_data
          update attempt_batch set elements = replace(elements, ',"more":[[', ',"more":[[1') where ATTEMPT; has cmi.suspend_data
          update attempt_cmi set value = 'other' where ATTEMPT and key = 'cmi.exit'; value of cmi.exit
          update attempt_cmi set item = item + 1 where ATTEMPT and key = 'cmi.exit'; value of cmi.exit
          delete from attempt_cmi where ATTEMPT and key = 'cmi.exit'; value of cmi.exit: stored is nothing
          update attempt_cmi set key = 'x.y' where ATTEMPT and key = 'cmi.exit'; value of x.y
          update attempt set scaled_score = scaled_score / 2 where id = MINE; marks of attempt
          update attempt set raw_score = null where id = MINE; marks of attempt
          update attempt set completion_status = 'incomplete' where id = MINE; marks of attempt
          update attempt_question set raw_score = raw_score + 1 where ATTEMPT; marks of question 0
          delete from attempt_question where ATTEMPT; marks of question 0: stored is nothing
          update attempt_cmi set value = '77' where ATTEMPT and key = 'cmi.interactions.0.weighting'; marks of part 0
          update attempt_cmi set value = 'other' where ATTEMPT and key = 'cmi.interactions.0.learner_response'; marks of part 0
          update attempt set state = 'running' where id = MINE; not ended by its exam
          delete from score_outbox where GRADE; ended without a grade row
          update score_outbox set scaled_score = 0.999 where GRADE; grade is 0.999
          update score_outbox set state = 'refused' where GRADE; nothing says when or why
          update score_outbox set state = 'waiting', next_try_at = null where GRADE; nothing says when or why
          update score_outbox set version = version + 1 where GRADE; nothing says when or why
          """)
  void aChangeBehindTheStudentsBackIsReported(String sql, String report) throws SQLException {
    change(sql);

    assertReported(report);
  }

  @Test
  void anAnswerUnderASecondNumberIsReported() throws SQLException {
    change(
        """
        insert into attempt_batch (attempt_id, epoch, seq, element_count, elements)
        select attempt_id, epoch, 9000, 1, jsonb_build_array(elements::jsonb -> 0)
          from attempt_batch
         where BATCH = 2
        """);

    assertReported("is stored twice, at 1/2/0 and at 1/9000/0");
    assertReported("batch 1/9000 was never sent");
  }

  @Test
  void anAnswerInASecondBatchIsReported() throws SQLException {
    change(
        """
        update attempt_batch
           set element_count = element_count + 1,
               elements = elements::jsonb || (select elements::jsonb -> 0
                                                from attempt_batch
                                               where BATCH = 2)
         where BATCH = 30
        """);

    assertReported("is stored twice, at 1/2/0 and at 1/30/");
    assertReported("batch 1/30 holds");
  }

  @Test
  void aSpliceMayStandOnARefusedOneIfItWasOvertaken() throws SQLException {
    int refused = spliceBeforeSpliceBeforeWhole();
    List<Account.Refused> before = account.acked().get(refused);
    account.ack(refused, List.of(new Account.Refused("cmi.suspend_data", "base")));
    try {
      change(
          """
          update attempt_batch
             set element_count = element_count - 1,
                 elements = (select coalesce(jsonb_agg(e), '[]')
                               from jsonb_array_elements(elements::jsonb) e
                              where e ->> 'k' <> 'cmi.suspend_data'),
                 refused = '[{"k":"cmi.suspend_data","why":"base"}]'
           where BATCH = """
              + refused);
      assertReported("batch 1/%d has cmi.suspend_data".formatted(refused + 1));

      String next = " where BATCH = " + (refused + 1);
      change("update attempt_batch set received_at = received_at + interval '1 day'" + next);
      assertEquals(List.of(), faults(gradebook()));

      change("update attempt_batch set elements = replace(elements, '\"add\"', '\"dda\"')" + next);
      assertReported("batch 1/%d has cmi.suspend_data".formatted(refused + 1));
    } finally {
      account.ack(refused, before);
    }
  }

  /** Each fifth batch sends its suspend_data whole. */
  private static int spliceBeforeSpliceBeforeWhole() {
    return account.sent().keySet().stream()
        .filter(seq -> seq % 5 == 3 && seq > 5)
        .filter(seq -> hasData(seq) && hasData(seq + 1) && hasData(seq + 2))
        .findFirst()
        .orElseThrow();
  }

  private static boolean hasData(int seq) {
    return account.sent().getOrDefault(seq, List.of()).stream()
        .anyMatch(sent -> sent.key().equals("cmi.suspend_data"));
  }

  @Test
  void anotherGradeAtTheLmsIsReported() {
    BigDecimal score = other.handedIn().orElseThrow();

    var faults = faults(Map.of("ann", score, "bob", score));

    assertEquals(1, faults.size(), faults::toString);
    assertTrue(faults.get(0).contains("the LMS has " + score), faults::toString);
  }

  @Test
  void aGradeThatTheLmsDoesNotHaveIsReportedOnlyIfItWasSent() throws SQLException {
    var sent = faults(Map.of());
    change("update score_outbox set state = 'refused', reason = 'not_outcome'");
    var refused = faults(Map.of());

    assertEquals(2, sent.size(), sent::toString);
    assertEquals(List.of(), refused);
  }

  @Test
  void anElementThatWasNeverPromisedIsReported() {
    var forgetful = new Account("ann", account.attemptId());
    forgetful.began(account.epoch());

    var faults = ledger(gradebook()).faults(List.of(forgetful));

    assertEquals(account.acked().size(), faults.size());
    assertTrue(faults.stream().allMatch(f -> f.endsWith("was never sent")), faults::toString);
  }

  private static Account replay(RunningApp app, String user) throws InterruptedException {
    var sitting = Sitting.in(world);
    var seat = new Seats.Seat(sitting.attemptId(), sitting.window().token());
    var stream = Stream.read("load-stream-8q-13parts");
    var student =
        new Replayer(
            HttpClient.newHttpClient(),
            app.content().toString(),
            new ConnectedLms.Seated(user, seat),
            stream,
            Duration.ofMillis(50));
    Thread thread = new Thread(student, user);
    thread.start();
    Awaitility.await().until(() -> student.account().acked().size() >= BATCHES);
    student.finish();
    thread.join();
    return student.account();
  }

  private static Map<String, BigDecimal> gradebook() {
    return Map.of(
        account.user(), account.handedIn().orElseThrow(),
        other.user(), other.handedIn().orElseThrow());
  }

  private static List<String> faults(Map<String, BigDecimal> gradebook) {
    return ledger(gradebook).faults(List.of(account, other));
  }

  private static Ledger ledger(Map<String, BigDecimal> gradebook) {
    return new Ledger(new Sql(connection), gradebook);
  }

  /** The ledger says this, and nothing about the other student. */
  private static void assertReported(String report) {
    String ours = "attempt " + account.attemptId() + ": ";

    var faults = faults(gradebook());

    assertTrue(faults.stream().allMatch(f -> f.startsWith(ours)), faults::toString);
    assertTrue(faults.stream().anyMatch(f -> f.contains(report)), faults::toString);
  }

  private static void change(String sql) throws SQLException {
    String narrow =
        sql.replace("BATCH", "attempt_id = MINE and seq")
            .replace("ATTEMPT", "attempt_id = MINE")
            .replace("GRADE", "person_id = (select person_id from attempt where id = MINE)")
            .replace("MINE", String.valueOf(account.attemptId()));
    try (Statement statement = connection.createStatement()) {
      assertTrue(statement.executeUpdate(narrow) > 0, "nothing was changed");
    }
  }
}
