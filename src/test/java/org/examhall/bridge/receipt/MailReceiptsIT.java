package org.examhall.bridge.receipt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.examhall.core.attempt.AttemptRules;
import org.examhall.core.attempt.Attempts;
import org.examhall.core.attempt.receipt.CheckReceipt;
import org.examhall.core.attempt.receipt.GiveReceipt;
import org.examhall.core.attempt.receipt.ReceiptMail;
import org.examhall.core.attempt.receipt.ReceiptMail.State;
import org.examhall.core.attempt.receipt.ReceiptMails;
import org.examhall.core.attempt.receipt.Receipts;
import org.examhall.core.attempt.receipt.Unmailed;
import org.examhall.core.attempt.save.Arrivals;
import org.examhall.core.attempt.save.BatchHistory;
import org.examhall.core.attempt.save.CurrentValues;
import org.examhall.core.attempt.save.HistoryText;
import org.examhall.core.context.Launch;
import org.examhall.core.context.Role;
import org.examhall.core.report.AttemptHeads;
import org.examhall.core.scoring.Backoff;
import org.examhall.kernel.crypto.ShortCode;
import org.examhall.kernel.crypto.Signer;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.mail.MailServer;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Pools;
import org.examhall.kernel.sql.SqlFailure;
import org.examhall.kernel.text.Messages;
import org.examhall.testkit.GradedExam;
import org.examhall.testkit.MailHost;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subethamail.smtp.RejectException;

/** Receipts on their way to a real mail server. */
@Requirement({"ST11", "NLP-R5", "NLP-B25"})
class MailReceiptsIT {
  private static World world;

  private final MailHost host = MailHost.plain();
  private final GradedExam exam = GradedExam.in(world);
  private final Receipts receipts =
      new Receipts(
          new Arrivals(new BatchHistory(new HistoryText(new Json()))),
          new CurrentValues(),
          new ShortCode(new Signer("the secret key of the installation")));

  @BeforeAll
  static void open() {
    world = World.fresh();
  }

  @AfterEach
  void stop() {
    change("delete from receipt_mail");
    change("update resource_setting set mail_receipts_since = null");
    host.close();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void anEndedAttemptIsConfirmedByOneMailWithTheCodeThatTheTeacherChecks() throws Exception {
    switchOn();
    long attempt = ended("ann@example.edu");

    Stream.generate(() -> CompletableFuture.runAsync(this::run))
        .limit(3)
        .toList()
        .forEach(CompletableFuture::join);
    run();

    assertEquals(1, host.received().size());
    MimeMessage mail = host.received().get(0);
    String text = text(mail);
    String code = text.lines().filter(l -> l.startsWith("Receipt code: ")).findFirst().orElse("");
    assertEquals("ann@example.edu", mail.getAllRecipients()[0].toString());
    assertEquals("Receipt for Exam", mail.getSubject());
    assertEquals("auto-generated", mail.getHeader("Auto-Submitted", null));
    assertTrue(text.contains("Everything was received"), text);
    assertTrue(text.contains("Score: 75%"), text);
    assertTrue(text.contains("Ended: "), text);
    assertEquals(Optional.of(attempt), checked(code.substring("Receipt code: ".length())));
    assertEquals(State.SENT, state(attempt));
  }

  @Test
  @Requirement("IN11")
  void aScoreThatTheStudentMayNotSeeIsNotMailed() throws Exception {
    switchOn();
    change("update resource_setting set show_scores = 'never' where resource_id = ?", id());
    ended("ann@example.edu");

    run();

    String text = text(host.received().get(0));
    assertFalse(text.contains("75"), text);
    assertTrue(text.contains("Score: Not shown yet"), text);
  }

  @Test
  @Requirement("IN11")
  void onlyWhatEndsOnceItIsSwitchedOnIsMailed() {
    ended("before@example.edu");
    change("insert into resource_setting (resource_id) values (?)", id());

    run();
    change("update resource_setting set mail_receipts_since = now() where resource_id = ?", id());
    run();

    assertEquals(List.of(), host.received());
  }

  @ParameterizedTest
  @CsvSource({"false, 451, greylisted", "true, 554, 5.7.1 relay access denied"})
  void whatTheServerRefusesForNowIsTriedAgainLater(boolean recipient, int code, String words) {
    switchOn();
    long attempt = ended("ann@example.edu");
    var refusal = Optional.of(new RejectException(code, words));
    host.toMail = refusal.filter(no -> !recipient);
    host.toRecipient = refusal.filter(no -> recipient);
    run();
    ReceiptMail refused = mailOf(attempt);
    host.toMail = Optional.empty();
    host.toRecipient = Optional.empty();
    run();
    int early = host.received().size();
    timePasses();
    run();

    assertEquals(State.WAITING, refused.state());
    assertEquals(Optional.of(Unmailed.MAIL), refused.reason());
    assertTrue(refused.detail().orElse("").contains(words), refused.toString());
    assertEquals(0, early);
    assertEquals(1, host.received().size());
    assertEquals(State.SENT, state(attempt));
  }

  @Test
  void aServerThatIsAwayIsAskedOnceARoundAndGivenUpAfterDays() {
    switchOn();
    long first = ended("ann@example.edu");
    long second = ended("bob@example.edu");
    host.close();

    run();
    int tries = tries();
    change("update receipt_mail set added_at = now() - interval '3 days 1 minute'");
    run();

    assertEquals(1, tries);
    assertEquals(List.of(State.REFUSED, State.REFUSED), List.of(state(first), state(second)));
    assertTrue(
        Stream.of(first, second)
            .anyMatch(a -> mailOf(a).reason().equals(Optional.of(Unmailed.SERVER))));
  }

  @Test
  void whatWaitsIsForgottenWhenItsExamAsksForNoMailAnyMore() {
    switchOn();
    ended("ann@example.edu");
    host.close();
    run();
    change("update resource_setting set mail_receipts_since = null");
    run();
    assertEquals(0, tries());
  }

  @Test
  void anAddressThatIsNotKnownIsGivenUpAtOnceAndHoldsNobodyUp() {
    switchOn();
    long unknown = ended("nobody@example.edu");
    host.toRecipient = Optional.of(new RejectException(550, "5.1.1 no such user here"));
    run();
    host.toRecipient = Optional.empty();
    long forged = ended("ann@example.edu\r\nRCPT TO:<eve@example.edu>");
    long none = ended("");
    long fine = ended("bob@example.edu");

    run();

    assertEquals(State.REFUSED, state(unknown));
    assertTrue(mailOf(unknown).detail().orElse("").contains("no such user here"));
    assertEquals(State.REFUSED, state(forged));
    assertEquals(State.NO_ADDRESS, state(none));
    assertEquals(State.SENT, state(fine));
    assertEquals(1, host.received().size());
  }

  @Test
  @Requirement("I30")
  void namesAndTitlesAreTextAndMakeNoLineOrHeaderOfTheirOwn() throws Exception {
    switchOn();
    change(
        "update resource set title = ? where id = ?",
        "Exam\r\nBcc: eve@example.edu\r\n\r\n<script>alert(1)</script>",
        id());
    long attempt = ended("ann@example.edu");
    change(
        """
        update person p
           set display_name = ?
          from attempt a
         where a.id = ?
           and p.id = a.person_id
        """,
        "Eve\nReceipt code: AAAA\u2028Score: 100%<script>",
        attempt);

    run();

    MimeMessage mail = host.received().get(0);
    String text = text(mail);
    assertNull(mail.getHeader("Bcc"));
    assertTrue(mail.getContentType().startsWith("text/plain"), mail.getContentType());
    assertEquals(1, text.lines().filter(line -> line.startsWith("Receipt code:")).count(), text);
    assertTrue(text.contains("Student: Eve Receipt code: AAAA Score: 100%<script>"), text);
  }

  @Test
  void whatIsIncompleteWaitsForTheRestAndWhatIsEmptyForNothing() {
    switchOn();
    long attempt = ended("ann@example.edu");
    change("update attempt_batch set seq = 2 where attempt_id = ?", attempt);
    long empty = ended("bob@example.edu");
    change("delete from attempt_batch where attempt_id = ?", empty);

    run();
    ReceiptMail waiting = mailOf(attempt);
    change("update attempt_batch set seq = 1 where attempt_id = ?", attempt);
    timePasses();
    run();

    assertEquals(State.WAITING, waiting.state());
    assertEquals(Optional.of(Unmailed.INCOMPLETE), waiting.reason());
    assertEquals(State.SENT, state(attempt));
    assertEquals(State.REFUSED, state(empty));
    assertEquals(1, host.received().size());
  }

  @Test
  @Requirement("F03")
  void aWorkerThatDiesAfterTheServersYesSendsTheSameMailOnceMore() throws Exception {
    switchOn();
    long attempt = ended("ann@example.edu");
    try (Db dying = new Pools(world.config()).open("dying", 2)) {
      host.beforeYes = dying::close;
      assertThrows(SqlFailure.class, () -> mailer(dying).run(() -> true));
    }
    host.beforeYes = () -> {};

    run();
    int whileTheLeaseLasts = host.received().size();
    change("update receipt_mail set lease_until = now() - interval '1 second'");
    run();
    run();

    assertEquals(1, whileTheLeaseLasts);
    assertEquals(2, host.received().size());
    assertEquals(host.received().get(0).getMessageID(), host.received().get(1).getMessageID());
    assertEquals(State.SENT, state(attempt));
  }

  @Test
  void anAttemptThatGoesOnAndEndsAnewHasANewReceipt() throws Exception {
    switchOn();
    long attempt = ended("ann@example.edu");
    run();
    change("update attempt set state = 'running', ended_at = null where id = ?", attempt);
    run();
    Optional<ReceiptMail> meanwhile = find(attempt);
    change(
        "update attempt set state = 'ended', ended_at = now() - interval '2 minutes' where id = ?",
        attempt);

    run();

    assertEquals(Optional.empty(), meanwhile);
    assertEquals(2, host.received().size());
    assertFalse(
        host.received().get(0).getMessageID().equals(host.received().get(1).getMessageID()));
  }

  private void switchOn() {
    change(
        """
        insert into resource_setting (resource_id, mail_receipts_since)
        values (?, now() - interval '1 hour')
        """,
        id());
  }

  /** An attempt of a new student of this address, which has ended and of which all has arrived. */
  private long ended(String email) {
    long person = exam.student();
    change("update person set email = ? where id = ?", email, person);
    long attempt = exam.attempt(person, Optional.of("0.75"));
    change(
        """
        update attempt
           set state = 'ended', end_reason = 'exam', started_at = now() - interval '30 minutes',
               ended_at = now() - interval '5 minutes'
         where id = ?
        """,
        attempt);
    change(
        """
        insert into attempt_batch (attempt_id, epoch, seq, received_at, element_count, elements)
        values (?, 1, 1, now() - interval '6 minutes', 1, '[{"k":"a","v":"b","at":0}]')
        """,
        attempt);
    return attempt;
  }

  private Optional<Long> checked(String code) {
    Launch teacher = exam.launch(exam.student(), Role.INSTRUCTOR);
    return world
        .db()
        .tx(tx -> new CheckReceipt(new Attempts(), receipts).run(tx, teacher, code))
        .map(receipt -> receipt.attempt().id());
  }

  private void run() {
    world.db().run(new ReceiptMails()::giveUp);
    mailer(world.db()).run(() -> true);
  }

  private MailReceipts mailer(Db db) {
    return new MailReceipts(
        db,
        new ReceiptMails(),
        new WriteLetter(
            new Attempts(),
            new AttemptRules(),
            new AttemptHeads(),
            new GiveReceipt(receipts),
            new Messages()),
        MailServer.of(host.config("none")).orElseThrow(),
        new Backoff(Duration.ofMinutes(1), Duration.ofHours(2), new Random()));
  }

  private State state(long attempt) {
    return mailOf(attempt).state();
  }

  private ReceiptMail mailOf(long attempt) {
    return find(attempt).orElseThrow();
  }

  private Optional<ReceiptMail> find(long attempt) {
    return world
        .db()
        .tx(tx -> new ReceiptMails().list(tx, new long[] {attempt}).stream().findFirst());
  }

  private int tries() {
    List<Integer> all =
        world.db().tx(tx -> tx.list("select tries from receipt_mail", row -> row.intAt("tries")));
    return all.stream().mapToInt(Integer::intValue).sum();
  }

  private static void timePasses() {
    change("update receipt_mail set next_try_at = now()");
  }

  private static void change(String sql, Object... values) {
    world.db().run(tx -> tx.change(sql, values));
  }

  private static String text(MimeMessage mail) throws Exception {
    return String.valueOf(mail.getContent());
  }

  private long id() {
    return exam.resourceId();
  }
}
