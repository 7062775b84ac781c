package org.examhall.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.examhall.core.resource.Resource;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Visitor.Answer;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ReceiptIT {
  private static final World WORLD = World.fresh();
  private static final RunningApp APP =
      RunningApp.start(WORLD, Map.of("EXAMHALL_WORKER", "separate"));
  private static final Pattern CODE = Pattern.compile("data-code>([0-9A-Z-]+)<");

  private final Classroom classroom = new Classroom(WORLD);
  private final Resource resource = classroom.exam();
  private final long ann = WORLD.person(classroom.consumer, "Ann Student");
  private final Guest student = new Guest(APP.app(), classroom.student(ann));
  private final Guest teacher = new Guest(APP.app(), classroom.teacher());

  @AfterAll
  static void close() {
    APP.close();
    WORLD.close();
  }

  @Test
  @Requirement("ST11")
  void anEndedAttemptLeadsFromTheFrontPageToItsReceipt() {
    long attempt = endedAttempt(ann, 1);
    classroom.grade(resource, ann, "sent", "0.75");

    Answer front = student.get("/");
    Answer page = student.get("/attempts/" + attempt + "/receipt");

    assertTrue(front.body().contains("/attempts/" + attempt + "/receipt\""));
    assertEquals(200, page.status());
    assertTrue(page.body().contains("Everything was received"));
    assertTrue(page.body().contains("Differentiation: practice test"));
    assertTrue(page.body().contains("Mathematics for Engineers 1"));
    assertTrue(page.body().contains("Ann Student"));
    assertTrue(page.body().contains("2 entries in 2 saves"));
    assertTrue(page.body().contains("75%"));
    assertTrue(page.body().contains("In the gradebook"));
    assertFalse(code(page).isEmpty());
  }

  @Test
  @Requirement("ST11")
  void theFileSaysTheSameInTheReadersZone() {
    long attempt = endedAttempt(ann, 1);
    String code = code(student.get("/attempts/" + attempt + "/receipt"));

    Answer file = student.get("/attempts/" + attempt + "/receipt.txt?zone=Asia/Kolkata");
    Answer noZone = student.get("/attempts/" + attempt + "/receipt.txt?zone=../etc/passwd");

    assertEquals("text/plain;charset=utf-8", file.header("Content-Type").orElseThrow());
    assertEquals(
        "attachment; filename=\"receipt-" + attempt + ".txt\"",
        file.header("Content-Disposition").orElseThrow());
    assertTrue(file.body().contains("Receipt code: " + code + "\n"), file.body());
    assertTrue(file.body().contains("Student: Ann Student\n"), file.body());
    assertTrue(file.body().contains("+05:30 (Asia/Kolkata)"), file.body());
    assertTrue(noZone.body().contains("+00:00 (Z)"), noZone.body());
  }

  @Test
  void aNameMakesNoLineOfTheFile() {
    long forger = WORLD.person(classroom.consumer, "Eve\nReceipt code: AAAA\u2028Score: 100%");
    long attempt = endedAttempt(forger, 1);

    Answer file =
        new Guest(APP.app(), classroom.student(forger))
            .get("/attempts/" + attempt + "/receipt.txt");

    assertEquals(1, file.body().lines().filter(line -> line.startsWith("Receipt code:")).count());
    assertTrue(file.body().contains("Student: Eve Receipt code: AAAA Score: 100%\n"), file.body());
  }

  @Test
  @Requirement("ST11")
  void withoutReceiptThePageSaysWhatIsMissing() {
    long running = classroom.attempt(resource, ann, 1, "running", Optional.empty());
    long ended = classroom.attempt(resource, ann, 2, "ended", Optional.empty());
    classroom.received(ended, 1, 1, "3", false);
    classroom.received(ended, 1, 4, "4", false);

    Answer goingOn = student.get("/attempts/" + running + "/receipt");
    Answer incomplete = student.get("/attempts/" + ended + "/receipt");
    Answer file = student.get("/attempts/" + ended + "/receipt.txt");

    assertTrue(goingOn.body().contains("This attempt is still going on"));
    assertTrue(incomplete.body().contains("Not everything was received"));
    assertTrue(incomplete.body().contains("Visit 1: saves 2, 3 are missing"));
    assertEquals("", code(incomplete));
    assertEquals(303, file.status());
    assertTrue(file.location().endsWith("/attempts/" + ended + "/receipt"));
  }

  @Test
  @Requirement({"ST11", "I23"})
  void anAttemptThatTimeEndedMayHaveMoreOnADeviceAndTakesIt() {
    long attempt = endedAttempt(ann, 1);
    WORLD
        .db()
        .run(tx -> tx.change("update attempt set end_reason = 'closed' where id = ?", attempt));

    Answer page = student.get("/attempts/" + attempt + "/receipt");
    Answer player = student.post("/attempts/" + attempt + "/continue", Map.of());

    assertFalse(page.body().contains("Everything was received"));
    assertTrue(page.body().contains("Send what this device holds"));
    assertEquals(303, player.status());
    assertTrue(player.location().contains("/play/#t="), player.location());
  }

  @Test
  @Requirement({"RT-01", "RT-02"})
  void theWayBackToTheCourseTakesTheReceiptAlong() {
    long attempt = endedAttempt(ann, 1);
    String path = "/attempts/" + attempt + "/receipt";
    long running = classroom.attempt(resource, ann, 2, "running", Optional.empty());

    Answer page = student.get(path);
    Answer noReceipt = student.get("/attempts/" + running + "/receipt");
    WORLD.db().run(tx -> tx.change("update launch set return_url = ''"));
    String without = student.get(path).body();

    String link =
        "href=\"https://lms.test/b?a=1&amp;lti_msg=Differentiation%3A%20practice%20test"
            + "%3A%20your%20answers%20were%20received.%20Receipt%20code%20CODE"
            + "&amp;lti_log=receipt%20CODE#x\"";
    assertTrue(page.body().contains(link.replace("CODE", code(page))), page.body());
    assertFalse(without.contains("to-course"));
    assertFalse(noReceipt.body().contains("to-course"));
  }

  @Test
  @Requirement("IN11")
  void aHiddenScoreIsNeitherOnTheReceiptNorInItsFile() {
    long attempt = endedAttempt(ann, 1);
    classroom.neverShowScores(resource);

    String page = student.get("/attempts/" + attempt + "/receipt").body();
    String file = student.get("/attempts/" + attempt + "/receipt.txt").body();

    assertFalse(page.contains("75%"));
    assertFalse(file.contains("75%"));
    assertTrue(file.contains("Score: Not shown yet\n"), file);
  }

  @Test
  @Requirement("ST11")
  void theTeacherSeesWhatBecameOfTheMailAndTheStudentWhenItWent() {
    long attempt = endedAttempt(ann, 1);
    String path = "/attempts/" + attempt + "/receipt";
    String none = teacher.get("/").body();
    mail(attempt, "waiting", "server", "mail.internal:587 is down");
    String waiting = teacher.get("/").body();
    mail(attempt, "no_address", "", "");
    String nowhere = teacher.get("/").body();
    mail(attempt, "refused", "recipient", "550 <b>no such user");
    String refused = teacher.get("/").body();
    String notMailed = student.get(path).body();
    mail(attempt, "sent", "", "");
    String sent = teacher.get("/").body();

    assertFalse(none.contains("data-mail"));
    assertTrue(waiting.contains("Receipt not mailed yet"), waiting);
    assertTrue(waiting.contains("The site’s mail server did not answer"), waiting);
    assertFalse(waiting.contains("mail.internal"));
    assertTrue(nowhere.contains("Receipt not mailed: no address"));
    assertTrue(refused.contains("550 &lt;b&gt;no such user"), refused);
    assertTrue(sent.contains("Receipt mailed</span> <time"), sent);
    assertFalse(notMailed.contains("Mailed to you"));
    assertTrue(student.get(path).body().contains("Mailed to you"));
  }

  private static void mail(long attempt, String state, String reason, String detail) {
    WORLD
        .db()
        .run(
            tx -> {
              tx.change("delete from receipt_mail where attempt_id = ?", attempt);
              tx.change(
                  """
                  insert into receipt_mail
                         (attempt_id, ended_at, state, reason, reason_detail, sent_at)
                  select id, ended_at, ?, nullif(?, ''), nullif(?, ''), case ? when 'sent' then now() end
                    from attempt
                   where id = ?
                  """,
                  state,
                  reason,
                  detail,
                  state,
                  attempt);
            });
  }

  @Test
  @Requirement("I25")
  void anothersReceiptIsNotThere() {
    long other = WORLD.person(classroom.consumer, "Somebody else");
    long attempt = endedAttempt(other, 1);

    int page = student.get("/attempts/" + attempt + "/receipt").status();
    int file = student.get("/attempts/" + attempt + "/receipt.txt").status();
    int observer =
        new Guest(APP.app(), classroom.observer())
            .get("/attempts/" + attempt + "/receipt")
            .status();

    assertEquals(404, page);
    assertEquals(404, file);
    assertEquals(403, observer);
  }

  @Test
  @Requirement("IN23")
  void theTeacherIsToldWhoseReceiptItIsAndWhatIsStoredNow() {
    long attempt = endedAttempt(ann, 1);
    String code = code(student.get("/attempts/" + attempt + "/receipt"));
    classroom.received(attempt, 1, 3, "too late", true);

    Answer form = teacher.get("/receipts");
    Answer checked = check(teacher, code.toLowerCase(Locale.ROOT).replace("-", " "));

    assertFalse(form.body().contains("data-notice"));
    assertTrue(checked.body().contains("This receipt is valid"));
    assertTrue(checked.body().contains("Ann Student"));
    assertTrue(checked.body().contains("2 entries in 2 saves"));
    assertTrue(checked.body().contains("1 entry received after the end"));
    assertTrue(checked.body().contains("75%"));
  }

  @Test
  @Requirement("I39")
  void anAlteredOrForeignCodeIsNotValidAndTellsNothing() {
    long attempt = endedAttempt(ann, 1);
    String code = code(student.get("/attempts/" + attempt + "/receipt"));
    char last = code.charAt(code.length() - 1);
    String altered = code.substring(0, code.length() - 1) + (last == '7' ? '8' : '7');
    Classroom elsewhere = new Classroom(WORLD);
    elsewhere.exam();
    Guest stranger = new Guest(APP.app(), elsewhere.teacher());

    for (Answer answer :
        new Answer[] {
          check(teacher, altered),
          check(teacher, "' or 1=1--"),
          check(teacher, "<script>alert(1)</script>"),
          check(teacher, "9".repeat(5_000)),
          check(stranger, code)
        }) {
      assertEquals(200, answer.status());
      assertTrue(answer.body().contains("This receipt is not valid"));
      assertFalse(answer.body().contains("Ann Student"));
      assertFalse(answer.body().contains("<script>alert"));
    }
  }

  @Test
  @Requirement("I25")
  void studentsCheckNoReceipts() {
    assertEquals(403, student.get("/receipts").status());
  }

  private long endedAttempt(long person, int number) {
    long attempt = classroom.attempt(resource, person, number, "ended", Optional.of("0.75"));
    classroom.received(attempt, 1, 1, "3", false);
    classroom.received(attempt, 1, 2, "4", false);
    return attempt;
  }

  private static Answer check(Guest who, String code) {
    return who.get("/receipts?code=" + URLEncoder.encode(code, StandardCharsets.UTF_8));
  }

  private static String code(Answer page) {
    Matcher code = CODE.matcher(page.body());
    return code.find() ? code.group(1) : "";
  }
}
