package org.examhall.bridge.comparison;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.bridge.comparison.Comparison.Line;
import org.examhall.bridge.comparison.Comparison.Verdict;
import org.examhall.bridge.outcome.GradePlace;
import org.examhall.bridge.outcome.GradePlaces;
import org.examhall.bridge.outcome.OutcomeCalls;
import org.examhall.bridge.service.AgsPlace;
import org.examhall.bridge.service.ReadResults;
import org.examhall.bridge.service.WaitingRoom;
import org.examhall.core.context.Lti13Outcomes;
import org.examhall.core.context.Lti13Place;
import org.examhall.core.scoring.GradeReason;
import org.examhall.core.scoring.NamedGrade;
import org.examhall.core.scoring.OutboxGrade;
import org.examhall.core.scoring.ScoreOutbox;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;

/**
 * Reads what the gradebook has and compares it with what we have; changes nothing on either side.
 *
 * <p>By AGS a whole column at once, or one person alone, as by LTI 1.1 always. Times: no call
 * begins after eight seconds, so that whoever waits has an answer in fifteen. Errors: what the LMS
 * does becomes a {@link Comparison.Trouble}; {@link GradeReason} and {@link WaitingRoom.Full} else.
 * Threads: any. Source: AG-12, BO-09.
 */
public final class CompareGrades {
  /** Gradebooks round: nine points of ten may be 8.96. */
  private static final BigDecimal TOLERANCE = new BigDecimal("0.005");

  private final Db db;
  private final Tables tables;
  private final ReadResults columns;
  private final OutcomeCalls outcomes;
  private final WaitingRoom waiting;

  /** Our grades, and where each goes. */
  public record Tables(ScoreOutbox outbox, Lti13Outcomes columns, GradePlaces places) {}

  /** Compares with these. */
  public CompareGrades(
      Db db, Tables tables, ReadResults columns, OutcomeCalls outcomes, WaitingRoom waiting) {
    this.db = db;
    this.tables = tables;
    this.columns = columns;
    this.outcomes = outcomes;
    this.waiting = waiting;
  }

  /**
   * Everybody's, as far as whole columns can be read.
   *
   * @param group the LMS's id of a group of the course, whose are compared alone; empty for all
   */
  public Comparison run(long resourceId, String group) {
    return waiting.enter(
        () -> {
          List<NamedGrade> ours = db.tx(tx -> tables.outbox().listNamed(tx, resourceId, group));
          Map<Long, Lti13Place> places = db.tx(tx -> tables.columns().places(tx, resourceId));
          Reading reading = new Reading(columns, outcomes);
          List<Line> lines =
              ours.stream()
                  .map(
                      grade ->
                          Optional.ofNullable(places.get(person(grade)))
                              .map(place -> new AgsPlace(resourceId, place))
                              .map(cell -> line(grade, reading.of(cell)))
                              .orElseGet(() -> unplaced(grade)))
                  .toList();
          return new Comparison(lines, reading.troubles());
        });
  }

  /** One person's. */
  public Comparison run(long resourceId, long personId) {
    return waiting.enter(
        () -> {
          NamedGrade ours =
              db.tx(tx -> tables.outbox().findNamed(tx, resourceId, personId))
                  .orElseThrow(() -> new Refused(GradeReason.NO_GRADE));
          Optional<GradePlace> place = db.tx(tx -> tables.places().find(tx, resourceId, personId));
          Reading reading = new Reading(columns, outcomes);
          Line line = place.map(p -> line(ours, cell(p, reading))).orElseGet(() -> nowhere(ours));
          return new Comparison(List.of(line), reading.troubles());
        });
  }

  /** Its place, if it has one, is none of AGS. */
  private static Line unplaced(NamedGrade ours) {
    return ours.grade().state() == OutboxGrade.State.NO_ADDRESS
        ? nowhere(ours)
        : new Line(ours, false, Verdict.ONE_BY_ONE, Optional.empty());
  }

  private static Reading.Cell cell(GradePlace place, Reading reading) {
    return place instanceof GradePlace.Lti13 column
        ? reading.ofOne(column.cell())
        : reading.of(((GradePlace.Lti11) place).cells());
  }

  private static Line nowhere(NamedGrade ours) {
    return new Line(ours, false, Verdict.NOWHERE, Optional.empty());
  }

  private static Line line(NamedGrade ours, Reading.Cell theirs) {
    if (!theirs.known()) {
      return new Line(ours, theirs.inColumn(), Verdict.UNREAD, Optional.empty());
    }
    Verdict verdict =
        theirs
            .score()
            .map(score -> score.subtract(ours.grade().scaledScore()).abs())
            .map(gap -> gap.compareTo(TOLERANCE) > 0 ? Verdict.DIFFERENT : Verdict.SAME)
            .orElse(Verdict.MISSING);
    return new Line(ours, theirs.inColumn(), verdict, theirs.score());
  }

  private static long person(NamedGrade grade) {
    return grade.grade().personId();
  }
}
