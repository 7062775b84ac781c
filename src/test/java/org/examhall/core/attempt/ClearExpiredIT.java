package org.examhall.core.attempt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.examhall.core.consumer.ConsumerTallies;
import org.examhall.core.consumer.LaunchRefusals;
import org.examhall.core.consumer.LtiStates;
import org.examhall.core.consumer.RegistrationInvites;
import org.examhall.core.context.Handovers;
import org.examhall.core.context.Launches;
import org.examhall.core.context.Nonces;
import org.examhall.core.context.Role;
import org.examhall.core.user.BrowserSessions;
import org.examhall.core.user.LoginTries;
import org.examhall.kernel.crypto.SecretBox;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.testkit.GradedExam;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClearExpiredIT {
  final World world = World.fresh();
  final GradedExam exam = GradedExam.in(world);
  final ClearExpired clear =
      new ClearExpired(
          new Launches(),
          new LtiStates(),
          new Handovers(new SecretBox(World.SECRET_KEY)),
          new Nonces(),
          new AttemptTokens(new Tokens()),
          new LaunchRefusals(),
          new ConsumerTallies(),
          new RegistrationInvites(),
          new BrowserSessions(),
          new LoginTries());

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void whatHasHadItsTimeIsDeletedAndTheRestStays() {
    exam.launch(exam.student(), Role.LEARNER);
    nonces(2_500, "- interval '1 second'");
    nonces(1, "+ interval '1 hour'");
    long launches = rows("launch");
    exam.launch(exam.student(), Role.LEARNER);
    world
        .db()
        .run(
            tx ->
                tx.change(
                    "update launch set expires_at = now() - interval '1 day' where id = (select id from launch order by created_at desc limit 1)"));
    world
        .db()
        .run(
            tx ->
                tx.change(
                    "insert into login_try (source_address, username, tried_at) values ('192.0.2.1', 'eve', now() - interval '1 day')"));

    long gone = clear.run(world.db(), () -> true);

    assertEquals(2_502, gone);
    assertEquals(1, rows("lti_nonce"));
    assertEquals(launches, rows("launch"));
    assertEquals(0, rows("login_try"));
  }

  @Test
  void aClearedLaunchLeavesWhenCourseAndPersonWereLastSeen() {
    exam.launch(exam.student(), Role.LEARNER);
    for (String sql :
        List.of(
            "update context set last_launch_at = '2020-01-01'",
            "update person set last_launch_at = '2020-01-01'",
            "update launch set created_at = '2025-01-01', expires_at = '2025-01-02'")) {
      world.db().run(tx -> tx.change(sql));
    }

    clear.run(world.db(), () -> true);

    assertEquals(0, rows("launch"));
    assertEquals(1, rows("context where last_launch_at = '2025-01-01'"));
    assertEquals(1, rows("person where last_launch_at = '2025-01-01'"));
  }

  @Test
  void invitationsStayForAMonthAfterTheyWereOfUse() {
    invite("open", "interval '7 days'", "null");
    invite("expired lately", "interval '-29 days'", "null");
    invite("expired long ago", "interval '-31 days'", "null");
    invite("used long ago", "interval '7 days'", "now() - interval '31 days'");

    clear.run(world.db(), () -> true);

    assertEquals(
        List.of("expired lately", "open"),
        world
            .db()
            .tx(
                tx ->
                    tx.list(
                        "select consumer_title from registration_invite order by consumer_title",
                        row -> row.text("consumer_title"))));
  }

  @Test
  void itStopsBetweenTwoStepsWhenAsked() {
    nonces(2_500, "- interval '1 second'");
    int[] steps = {4};

    clear.run(world.db(), () -> steps[0]-- > 0);

    assertEquals(1_500, rows("lti_nonce"));
  }

  private void invite(String title, String lasts, String usedAt) {
    world
        .db()
        .run(
            tx ->
                tx.change(
                    """
                    insert into registration_invite
                           (code_hash, created_by, consumer_title, expires_at, used_at)
                    values (sha256(?::bytea), 'system', ?, now() + %s, %s)
                    """
                        .formatted(lasts, usedAt),
                    title,
                    title));
  }

  private void nonces(int number, String when) {
    world
        .db()
        .run(
            tx ->
                tx.change(
                    """
                    insert into lti_nonce (lti11_key_id, nonce_hash, expires_at)
                    select (select min(id) from lti11_key), sha256((? || n)::bytea), now() %s
                      from generate_series(1, ?) n
                    """
                        .formatted(when),
                    when,
                    number));
  }

  private long rows(String table) {
    return world
        .db()
        .tx(tx -> tx.only("select count(*) as rows from " + table, row -> row.longAt("rows")));
  }
}
