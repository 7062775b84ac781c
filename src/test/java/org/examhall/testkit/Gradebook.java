package org.examhall.testkit;

import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.examhall.core.consumer.Consumer;
import org.examhall.core.scoring.DueGrade;
import org.examhall.core.scoring.Grades;
import org.examhall.core.scoring.OutboxGrade;
import org.examhall.core.scoring.ScoreOutbox;
import org.examhall.demo.lms.Activity;
import org.examhall.demo.lms.Course;
import org.examhall.demo.lms.DemoLms;
import org.examhall.demo.lms.Grade;
import org.examhall.demo.lms.Launch;
import org.examhall.demo.lms.Outcome;
import org.examhall.demo.lms.Person;
import org.examhall.demo.lms.lti.SignedLaunch;
import org.examhall.demo.lms.lti.Tool;
import org.examhall.kernel.sql.Tx;

/** An exam of ours and a real gradebook for it: a demo LMS of its own. */
public final class Gradebook implements AutoCloseable {
  private final World world;
  private final GradedExam exam;
  private final DemoLms lms;
  private final String key;
  private final Activity activity;
  private final Grades grades = new Grades();
  private final AtomicInteger students = new AtomicInteger();

  private Gradebook(World world) {
    this.world = world;
    Consumer consumer = world.consumer();
    this.key = world.db().tx(tx -> keyOf(tx, consumer));
    this.lms = DemoLms.start(DemoLms.Options.forTest(tool("secret")));
    this.activity = lms.course().activities().get(0);
    this.exam = GradedExam.behind(world, consumer, Course.ID, activity.id());
  }

  /** Somebody we know, as the LMS knows them, and their one attempt. */
  public record Student(long personId, Person person, long attemptId) {}

  /** Opens one. */
  public static Gradebook in(World world) {
    return new Gradebook(world);
  }

  /** The LMS, to be told to misbehave. */
  public DemoLms lms() {
    return lms;
  }

  /** Our side. */
  public GradedExam exam() {
    return exam;
  }

  /** The LMS's connection to us, under this secret. */
  public Tool tool(String secret) {
    return new Tool(URI.create("http://127.0.0.1/lti11/launch"), key, secret);
  }

  /** A new student who was launched, so that their grade has a place. */
  public Student student() {
    Student student = unaddressedStudent();
    SignedLaunch launch = launch(student).sign();
    exam.address(
        student.personId(),
        launch.value("lis_outcome_service_url"),
        launch.value("lis_result_sourcedid"));
    return student;
  }

  /** A new student whose grade has no place. */
  public Student unaddressedStudent() {
    String id = "student-" + students.incrementAndGet();
    Person person = lms.course().addPerson(new Person(id, "Ann", id, Person.Role.LEARNER));
    long personId = exam.person(id);
    return new Student(personId, person, exam.attempt(personId, Optional.empty()));
  }

  /** A launch of the student into the exam. */
  public Launch launch(Student student) {
    return lms.launch(student.person(), activity);
  }

  /** Changes a student's score as a save does; what there is to ring for. */
  public List<DueGrade> score(Student student, String scaledScore) {
    return world
        .db()
        .tx(
            tx -> {
              exam.score(tx, student.attemptId(), scaledScore);
              return grades.changed(tx, new long[] {student.attemptId()});
            });
  }

  /** What the LMS has. */
  public Optional<BigDecimal> inLms(Student student) {
    return lms.course().findGrade(activity.id(), student.person().id()).map(Grade::score);
  }

  /** The scores the LMS was sent for a student, in order, however it treated them. */
  public List<String> sent(Student student) {
    return lms.outcomes().latest().stream()
        .filter(outcome -> outcome.person().equals(student.person().id()))
        .map(Outcome::score)
        .toList();
  }

  /** What we think of it. */
  public OutboxGrade ours(Student student) {
    return world
        .db()
        .tx(tx -> new ScoreOutbox().find(tx, exam.resourceId(), student.personId()))
        .orElseThrow();
  }

  /** Outcomes of the tries, in order. */
  public List<String> tries(Student student) {
    long outboxId = ours(student).id();
    return world
        .db()
        .tx(
            tx ->
                tx.list(
                    """
                    select outcome
                      from score_delivery
                     where score_outbox_id = ?
                     order by id
                    """,
                    row -> row.text("outcome"),
                    outboxId));
  }

  /** The student opens the exam again; what a launch does for the grade. */
  public void relaunch(Student student) {
    exam.readdress(student.personId());
  }

  /** Since the last retry by a launch. */
  public void anHourPasses() {
    world
        .db()
        .run(
            tx ->
                tx.change(
                    """
                    update score_outbox
                       set launch_retry_at = launch_retry_at - interval '61 minutes'
                     where resource_id = ?
                    """,
                    exam.resourceId()));
  }

  /** Ends every wait and every lease. */
  public void timePasses() {
    world
        .db()
        .run(
            tx ->
                tx.change(
                    """
                    update score_outbox
                       set next_try_at = now(),
                           lease_until = now()
                     where resource_id = ?
                       and next_try_at is not null
                    """,
                    exam.resourceId()));
  }

  private static String keyOf(Tx tx, Consumer consumer) {
    return tx.only(
        "select consumer_key from lti11_key where consumer_id = ?",
        row -> row.text("consumer_key"),
        consumer.id());
  }

  @Override
  public void close() {
    lms.close();
  }
}
