package org.examhall.testkit;

import java.util.List;
import java.util.Optional;
import org.examhall.core.context.Lti13Outcomes;
import org.examhall.core.context.Lti13Services;
import org.examhall.core.context.Lti13Services.News;
import org.examhall.core.scoring.AddressNews;
import org.examhall.core.scoring.DueGrade;
import org.examhall.core.scoring.Grades;
import org.examhall.core.scoring.OutboxGrade;
import org.examhall.core.scoring.ScoreOutbox;
import org.examhall.lti.service.ServiceScope;

/** An exam of ours whose grades go to a platform by AGS. */
public final class AgsBook implements AutoCloseable {
  private static final List<String> SCOPES =
      List.of(ServiceScope.SCORE.uri(), ServiceScope.LINE_ITEM.uri());

  private final World world;
  private final GradedExam exam;
  private final Platform platform = Platform.start();
  private final long deploymentId;

  private AgsBook(World world) {
    this.world = world;
    this.exam = GradedExam.in(world);
    this.deploymentId = deployment(world, exam.consumer().id(), platform.url());
    columns(SCOPES, platform.url() + "/items?c=1", "");
  }

  /** Opens one; its launches name no column, but where columns are made. */
  public static AgsBook in(World world) {
    return new AgsBook(world);
  }

  /** A new registration of the platform at {@code url} and its deployment; the id of that. */
  public static long deployment(World world, long consumerId, String url) {
    return world
        .db()
        .tx(
            tx ->
                tx.only(
                    """
                    with registration as (
                      insert into lti13_registration
                             (consumer_id, issuer, client_id, authorization_url, token_url, key_set_url)
                      values (?, ?, ?, ?, ?, ?)
                      returning id, consumer_id
                    )
                    insert into lti13_deployment (registration_id, consumer_id, deployment_id, state)
                    select id, consumer_id, '1', 'accepted' from registration
                    returning id
                    """,
                    row -> row.longAt("id"),
                    consumerId,
                    url,
                    World.name("client"),
                    url + "/auth",
                    url + "/token",
                    url + "/keys"));
  }

  /** The platform, to be told to misbehave. */
  public Platform platform() {
    return platform;
  }

  /** Our side. */
  public GradedExam exam() {
    return exam;
  }

  /** The platform is named so by its launches. */
  public void product(String name) {
    world
        .db()
        .run(
            tx ->
                tx.change(
                    """
                    update lti13_registration
                       set product = ?
                     where id = (select registration_id from lti13_deployment where id = ?)
                    """,
                    name,
                    deploymentId));
  }

  /** A launch says this of the gradebook, to the link and all whom it brought before. */
  public void columns(List<String> scopes, String lineItemsUrl, String lineItemUrl) {
    columns(exam.linkId(), scopes, lineItemsUrl, lineItemUrl);
  }

  private void columns(long linkId, List<String> scopes, String lineItemsUrl, String lineItemUrl) {
    world
        .db()
        .run(
            tx -> {
              var said = new Lti13Services.Gradebook(scopes, lineItemsUrl, lineItemUrl);
              News news = new Lti13Services().save(tx, linkId, deploymentId, said);
              if (news != News.NONE) {
                new AddressNews().linkAddressed(tx, linkId, news == News.COLUMN);
              }
            });
  }

  /** A launch names the link's own column, a new one; its address. */
  public String ownColumn() {
    return ownColumn(exam.linkId());
  }

  /** The same of another link. */
  public String ownColumn(long linkId) {
    String url = platform.addItem("{\"label\":\"Own\",\"scoreMaximum\":10}");
    column(linkId, url);
    return url;
  }

  /** A launch names this column of a link; empty: none, but where columns are made. */
  public void column(long linkId, String url) {
    columns(linkId, SCOPES, platform.url() + "/items?c=1", url);
  }

  /** Somebody we know, as the platform knows them, and their one attempt. */
  public record Student(long personId, String sub, long attemptId) {}

  /** A new student who was launched. */
  public Student student() {
    String sub = World.name("sub");
    long person = exam.person(sub);
    Student student = new Student(person, sub, exam.attempt(person, Optional.empty()));
    launch(student);
    return student;
  }

  /** What a launch of the student does for the grade. */
  public void launch(Student student) {
    launch(student, exam.linkId());
  }

  /** The same by another link. */
  public void launch(Student student, long linkId) {
    world
        .db()
        .run(
            tx -> {
              boolean first =
                  new Lti13Outcomes()
                      .save(tx, linkId, student.personId(), deploymentId, student.sub());
              new AddressNews().addressed(tx, linkId, student.personId(), first);
            });
  }

  /** Changes a student's score as a save does; what there is to ring for. */
  public List<DueGrade> score(Student student, String scaledScore) {
    return world
        .db()
        .tx(
            tx -> {
              exam.score(tx, student.attemptId(), scaledScore);
              return new Grades().changed(tx, new long[] {student.attemptId()});
            });
  }

  /** The student hands in; what there is to ring for. */
  public List<DueGrade> end(Student student) {
    return world
        .db()
        .tx(
            tx -> {
              tx.change("update attempt set state = 'ended' where id = ?", student.attemptId());
              return new Grades().changed(tx, new long[] {student.attemptId()});
            });
  }

  /** What we think of the grade. */
  public OutboxGrade ours(Student student) {
    return world
        .db()
        .tx(tx -> new ScoreOutbox().find(tx, exam.resourceId(), student.personId()))
        .orElseThrow();
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

  @Override
  public void close() {
    platform.close();
  }
}
