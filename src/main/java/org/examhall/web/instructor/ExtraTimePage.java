package org.examhall.web.instructor;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.core.access.AccessChange;
import org.examhall.core.access.AccessChange.Member;
import org.examhall.core.access.AccessChanges;
import org.examhall.core.access.AccessRules;
import org.examhall.core.access.EffectiveTimes;
import org.examhall.core.attempt.AttemptRules;
import org.examhall.core.attempt.ChangeTimes;
import org.examhall.core.attempt.LiveNews;
import org.examhall.core.context.Launch;
import org.examhall.core.exam.ExamVersions;
import org.examhall.core.resource.Resource;
import org.examhall.core.resource.Resources;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/** Who has extra time at an exam, what was given, and what that makes of each student's times. */
public final class ExtraTimePage {
  private final Db db;
  private final Tables tables;
  private final ChangeTimes changeTimes;
  private final LiveNews news;

  /** What the page reads. */
  public record Tables(
      Resources resources, ExamVersions versions, AccessChanges changes, AttemptRules rules) {}

  /** Reads these tables. */
  public ExtraTimePage(Db db, Tables tables, ChangeTimes changeTimes, LiveNews news) {
    this.db = db;
    this.tables = tables;
    this.changeTimes = changeTimes;
    this.news = news;
  }

  /**
   * What the template reads.
   *
   * @param changes the latest first
   * @param students whom they are for, by name
   * @param done {@code saved} or {@code removed}, when that was just done
   */
  public record Model(
      String course,
      String title,
      List<AccessChange> changes,
      List<Student> students,
      Optional<String> done) {}

  /**
   * What changes make of one student's times.
   *
   * @param unlimited whether a time limit was lifted
   * @param attempts empty: any number
   */
  public record Student(
      Member person,
      EffectiveTimes times,
      Optional<Long> limitMinutes,
      boolean unlimited,
      Optional<Integer> attempts) {
    static Student of(Member person, AccessRules rules, Optional<Duration> ownLimit) {
      return new Student(
          person,
          rules.times(),
          rules.times().working().shown(ownLimit).map(Duration::toMinutes),
          rules.times().working().lifted(),
          rules.setting().maxAttempts());
    }
  }

  /** The page. */
  public Response show(Request request) {
    Launch launch = request.get(Launch.class);
    Optional<String> done = request.parameter("done").filter(d -> d.matches("saved|removed"));
    return Response.page("instructor/extra_time", db.tx(tx -> read(tx, launch, done)));
  }

  /** Takes a change back. */
  public Response remove(Request request) {
    Launch launch = request.get(Launch.class);
    long changeId = request.pathId("change");
    Resource resource =
        db.tx(
            tx -> {
              Resource own = tables.resources().of(tx, launch);
              return changeTimes.runFor(
                  tx,
                  own.id(),
                  tables.changes().membersOf(tx, own.id(), changeId),
                  () -> {
                    tables.changes().remove(tx, own.id(), changeId);
                    return own;
                  });
            });
    news.resourceChanged(resource.id());
    return Response.redirect("/l/" + launch.id() + "/extra-time?done=removed");
  }

  private Model read(Tx tx, Launch launch, Optional<String> done) {
    Resource resource = tables.resources().of(tx, launch);
    List<AccessChange> changes = tables.changes().list(tx, resource.id());
    List<Member> persons = AccessChange.membersOf(changes);
    Map<Long, AccessRules> rules =
        tables.rules().ofNext(tx, resource, persons.stream().map(Member::personId).toList());
    Optional<Duration> ownLimit = tables.versions().byId(tx, resource.examVersionId()).duration();
    return new Model(
        launch.courseTitle(),
        resource.title(),
        changes,
        persons.stream()
            .map(
                person ->
                    Student.of(person, requireNonNull(rules.get(person.personId())), ownLimit))
            .toList(),
        done);
  }
}
