package org.examhall.testkit;

import java.math.BigDecimal;
import java.util.Optional;
import org.examhall.core.consumer.Consumer;
import org.examhall.core.context.Contexts;
import org.examhall.core.context.Launch;
import org.examhall.core.context.Lti11Outcomes;
import org.examhall.core.context.Persons;
import org.examhall.core.context.ResourceLinks;
import org.examhall.core.context.Role;
import org.examhall.core.scoring.AddressNews;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;

/** An exam behind a link of a course of its own, and what students scored in it. */
public final class GradedExam {
  private final World world;
  private final Db db;
  private final Consumer consumer;
  private final long contextId;
  private final long linkId;
  private final long resourceId;

  private GradedExam(World world, Consumer consumer, long contextId, long linkId) {
    this.world = world;
    this.db = world.db();
    this.consumer = consumer;
    this.contextId = contextId;
    this.linkId = linkId;
    this.resourceId = db.tx(this::addResource);
  }

  /** Of a new consumer. */
  public static GradedExam in(World world) {
    Consumer consumer = world.consumer();
    long context = world.context(consumer);
    return new GradedExam(world, consumer, context, world.link(context));
  }

  /** Behind the link that launches name so. */
  public static GradedExam behind(
      World world, Consumer consumer, String ltiContextId, String ltiLinkId) {
    Db db = world.db();
    long context =
        db.tx(
            tx ->
                new Contexts().save(tx, consumer.id(), ltiContextId, "C1", "Course").orElseThrow());
    long link = db.tx(tx -> new ResourceLinks().save(tx, context, ltiLinkId, "Exam"));
    return new GradedExam(world, consumer, context, link);
  }

  /** The consumer it belongs to. */
  public Consumer consumer() {
    return consumer;
  }

  /** Its resource. */
  public long resourceId() {
    return resourceId;
  }

  /** A new student. */
  public long student() {
    return world.person(consumer, "Student");
  }

  /** The person whom launches name so. */
  public long person(String ltiUserId) {
    return db.tx(tx -> new Persons().save(tx, consumer.id(), ltiUserId, "Student", "").id());
  }

  /** A student whose grade the LMS takes at {@code serviceUrl}. */
  public long student(String serviceUrl, String sourcedid) {
    long person = student();
    address(person, serviceUrl, sourcedid);
    return person;
  }

  /** Gives a student's grade an address, as a launch does. */
  public void address(long personId, String serviceUrl, String sourcedid) {
    db.tx(tx -> address(tx, personId, serviceUrl, sourcedid));
  }

  /** The same in a transaction of the caller's. */
  public boolean address(Tx tx, long personId, String serviceUrl, String sourcedid) {
    return new Lti11Outcomes()
        .save(tx, linkId, personId, keyId(tx), new Lti11Outcomes.Address(serviceUrl, sourcedid));
  }

  /** Another link that opens the same. */
  public long anotherLink() {
    long link = world.link(contextId);
    db.run(tx -> new ResourceLinks().saveResource(tx, link, resourceId));
    return link;
  }

  /** What a launch by LTI 1.1 by a link does about the address of a student's grade. */
  public void launchBy(long link, long personId, String serviceUrl, String sourcedid) {
    db.run(
        tx -> {
          boolean news =
              new Lti11Outcomes()
                  .save(
                      tx,
                      link,
                      personId,
                      keyId(tx),
                      new Lti11Outcomes.Address(serviceUrl, sourcedid));
          new AddressNews().addressed(tx, link, personId, news);
        });
  }

  /** The link that students come by. */
  public long linkId() {
    return linkId;
  }

  /** What one more launch does about the address of a student's grade. */
  public void readdress(long personId) {
    db.run(tx -> new AddressNews().addressed(tx, linkId, personId, false));
  }

  /** A launch into it. */
  public Launch launch(long personId, Role role) {
    return open(personId, role).launch();
  }

  /** A launch into it, with its cookie. */
  public World.OpenLaunch open(long personId, Role role) {
    return world.launch(consumer, contextId, linkId, personId, role);
  }

  /** The next attempt of a student, with this score or none. */
  public long attempt(long personId, Optional<String> scaledScore) {
    return attempt(personId, "graded", scaledScore);
  }

  /** The next attempt of a kind. */
  public long attempt(long personId, String kind, Optional<String> scaledScore) {
    return db.tx(
        tx ->
            tx.only(
                """
                insert into attempt (resource_id, person_id, exam_version_id, number, kind, state, scaled_score)
                select r.id, ?, r.exam_version_id,
                       1 + (select count(*) from attempt where resource_id = r.id and person_id = ? and kind = ?),
                       ?, 'running', ?
                  from resource r
                 where r.id = ?
                returning id
                """,
                row -> row.longAt("id"),
                personId,
                personId,
                kind,
                kind,
                scaledScore.map(BigDecimal::new),
                resourceId));
  }

  /** Changes an attempt's score, and nothing else. */
  public void score(Tx tx, long attemptId, String scaledScore) {
    tx.change(
        "update attempt set scaled_score = ? where id = ?", new BigDecimal(scaledScore), attemptId);
  }

  /** Sets which attempt counts. */
  public void gradeOf(String which) {
    db.run(
        tx ->
            tx.change(
                """
                insert into resource_setting (resource_id, grade_of) values (?, ?)
                    on conflict (resource_id) do update set grade_of = excluded.grade_of
                """,
                resourceId,
                which));
  }

  private long addResource(Tx tx) {
    return tx.only(
        """
        with e as (
          insert into exam (context_id, title) values (?, 'Exam') returning id
        ), v as (
          insert into exam_version
                 (exam_id, number, sha256, file_name, byte_count, file_count, standard, launch_path, title)
          select id, 1, repeat('0', 64), 'exam.zip', 1, 1, 'scorm2004', 'index.html', 'Exam' from e
          returning id, exam_id
        ), r as (
          insert into resource (context_id, exam_id, exam_version_id, title)
          select ?, exam_id, id, 'Exam' from v
          returning id
        )
        update resource_link set resource_id = (select id from r) where id = ?
        returning resource_id
        """,
        row -> row.longAt("resource_id"),
        contextId,
        contextId,
        linkId);
  }

  private long keyId(Tx tx) {
    return tx.only(
        "select id from lti11_key where consumer_id = ?", row -> row.longAt("id"), consumer.id());
  }
}
