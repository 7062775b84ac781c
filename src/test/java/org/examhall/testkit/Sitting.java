package org.examhall.testkit;

import java.util.List;
import java.util.Optional;
import org.examhall.core.attempt.Attempt;
import org.examhall.core.attempt.AttemptKind;
import org.examhall.core.attempt.AttemptRules;
import org.examhall.core.attempt.AttemptTokens;
import org.examhall.core.attempt.Attempts;
import org.examhall.core.attempt.IssueTicket;
import org.examhall.core.attempt.Mode;
import org.examhall.core.attempt.OpenAttempt;
import org.examhall.core.consumer.Consumer;
import org.examhall.core.context.Launch;
import org.examhall.core.context.Role;
import org.examhall.core.resource.Resources;
import org.examhall.kernel.crypto.Tokens;

/**
 * A student in a course of their own, with an exam and a running attempt at it.
 *
 * @param launch the student's
 * @param window the right of the student's first window
 */
public record Sitting(
    World world,
    Consumer consumer,
    long resourceId,
    Launch launch,
    long attemptId,
    AttemptTokens.Traded window) {
  private static final AttemptTokens TOKENS = new AttemptTokens(new Tokens());

  /** Kinds of package. */
  public enum Package {
    /** SCORM 2004, made by Numbas. */
    NUMBAS,
    /** SCORM 2004, made by something else. */
    SCORM_2004,
    /** SCORM 1.2. */
    SCORM_12
  }

  /** At a Numbas exam. */
  public static Sitting in(World world) {
    return in(world, Package.NUMBAS);
  }

  /** At an exam of this kind. */
  public static Sitting in(World world, Package kind) {
    Consumer consumer = world.consumer();
    long contextId = world.context(consumer);
    long linkId = world.link(contextId);
    long resourceId = resource(world, contextId, linkId, kind);
    long personId = world.person(consumer, "Ann Student");
    Launch launch = world.launch(consumer, contextId, linkId, personId, Role.LEARNER).launch();
    Attempt attempt =
        world
            .db()
            .tx(
                tx ->
                    new OpenAttempt(new Resources(), new Attempts(), new AttemptRules())
                        .run(tx, launch, AttemptKind.GRADED));
    return new Sitting(
        world,
        consumer,
        resourceId,
        launch,
        attempt.id(),
        window(world, launch, attempt.id(), Mode.NORMAL));
  }

  /** Takes back all rights to the attempt, tickets included. */
  public void revoke() {
    world
        .db()
        .run(
            tx ->
                tx.change(
                    "update attempt_token set revoked_at = now() where attempt_id = ?", attemptId));
  }

  /** One more window of the student on the same attempt. */
  public AttemptTokens.Traded window(Mode mode) {
    return window(world, launch, attemptId, mode);
  }

  /** A ticket for one more window. */
  public String ticket(Mode mode) {
    return ticket(world, launch, attemptId, mode);
  }

  /** The attempt as it is now. */
  public Attempt attempt() {
    return world.db().tx(tx -> new Attempts().byId(tx, attemptId));
  }

  /** Has the attempt ended so long ago that nothing of it is on the way any more. */
  public void endedLongAgo() {
    world
        .db()
        .run(
            tx ->
                tx.change(
                    "update attempt set ended_at = ended_at - interval '61 seconds' where id = ?",
                    attemptId));
  }

  /** What was noted about the attempt, in order. */
  public List<String> events() {
    return world
        .db()
        .tx(
            tx ->
                tx.list(
                    "select event from attempt_event where attempt_id = ? order by id",
                    row -> row.text("event"),
                    attemptId));
  }

  private static AttemptTokens.Traded window(
      World world, Launch launch, long attemptId, Mode mode) {
    String ticket = ticket(world, launch, attemptId, mode);
    return world.db().tx(tx -> TOKENS.trade(tx, ticket).orElseThrow());
  }

  private static String ticket(World world, Launch launch, long attemptId, Mode mode) {
    AttemptRules rules = new AttemptRules();
    IssueTicket issue = new IssueTicket(new Attempts(), rules, TOKENS);
    return world.db().tx(tx -> issue.run(tx, launch, attemptId, mode));
  }

  private static long resource(World world, long contextId, long linkId, Package kind) {
    String standard = kind == Package.SCORM_12 ? "scorm12" : "scorm2004";
    Optional<String> numbas = kind == Package.NUMBAS ? Optional.of("10.0") : Optional.empty();
    return world
        .db()
        .tx(
            tx ->
                tx.only(
                    """
                    with e as (
                      insert into exam (context_id, title)
                      values (?, 'Algebra 1')
                      returning id),
                    v as (
                      insert into exam_version
                             (exam_id, number, sha256, file_name, byte_count, file_count,
                              standard, launch_path, title, numbas_version)
                      select id, 1, repeat('a', 64), 'algebra.zip', 1, 1, ?, 'index.html',
                             'Algebra 1', ?
                        from e
                      returning id, exam_id),
                    r as (
                      insert into resource (context_id, exam_id, exam_version_id, title)
                      select ?, exam_id, id, 'Algebra 1'
                        from v
                      returning id)
                    update resource_link l
                       set resource_id = r.id
                      from r
                     where l.id = ?
                    returning l.resource_id
                    """,
                    row -> row.longAt("resource_id"),
                    contextId,
                    standard,
                    numbas,
                    contextId,
                    linkId));
  }
}
