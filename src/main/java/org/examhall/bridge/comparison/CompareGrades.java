package org.examhall.bridge.comparison;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.examhall.bridge.comparison.Comparison.Line;
import org.examhall.bridge.comparison.Comparison.Trouble;
import org.examhall.bridge.comparison.Comparison.Verdict;
import org.examhall.bridge.outcome.GradePlace;
import org.examhall.bridge.outcome.GradePlaces;
import org.examhall.bridge.outcome.OutcomeCalls;
import org.examhall.bridge.service.AgsPlace;
import org.examhall.bridge.service.ReadResults;
import org.examhall.bridge.service.WaitingRoom;
import org.examhall.core.context.Lti13Outcomes;
import org.examhall.core.context.Lti13Outcomes.Placed;
import org.examhall.core.scoring.GradeReason;
import org.examhall.core.scoring.NamedGrade;
import org.examhall.core.scoring.OutboxGrade;
import org.examhall.core.scoring.ScoreOutbox;
import org.examhall.core.scoring.Undelivered;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;

/**
 * Reads what the gradebook has, in each place that a grade goes to, and compares it with what we
 * have; changes nothing on either side.
 *
 * <p>By AGS a whole column at once, or one person alone, as by LTI 1.1 always. Times: no call
 * begins after eight seconds, so that whoever waits has an answer in fifteen. Errors: what the LMS
 * does becomes a {@link Comparison.Trouble}; {@link GradeReason} and {@link WaitingRoom.Full} else.
 * Threads: any. Source: AG-12, BO-09.
 */
public final class CompareGrades {
  /** Gradebooks round: nine points of ten may be 8.96. */
  private static final BigDecimal TOLERANCE = new BigDecimal("0.005");

  private static final List<Verdict> WORST_FIRST =
      List.of(Verdict.DIFFERENT, Verdict.MISSING, Verdict.UNREAD, Verdict.SAME);

  private static final Set<Undelivered> GONE = EnumSet.of(Undelivered.GONE, Undelivered.NO_COLUMN);

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
          Map<Long, List<Placed>> places = db.tx(tx -> tables.columns().places(tx, resourceId));
          Reading reading = new Reading(columns, outcomes);
          return new Comparison(
              ours.stream()
                  .map(
                      grade ->
                          Optional.ofNullable(places.get(person(grade)))
                              .filter(all -> grade.grade().connected())
                              .map(all -> worst(all, p -> part(grade, resourceId, p, reading)))
                              .orElseGet(() -> unplaced(grade)))
                  .toList());
        });
  }

  /** One person's. */
  public Comparison run(long resourceId, long personId) {
    return waiting.enter(
        () -> {
          NamedGrade ours =
              db.tx(tx -> tables.outbox().findNamed(tx, resourceId, personId))
                  .orElseThrow(() -> new Refused(GradeReason.NO_GRADE));
          List<GradePlace> all = db.tx(tx -> tables.places().list(tx, resourceId, personId));
          Reading reading = new Reading(columns, outcomes);
          return new Comparison(
              List.of(
                  all.isEmpty() || !ours.grade().connected()
                      ? unplaced(ours)
                      : worst(all, p -> part(ours, p, reading))));
        });
  }

  /** Its places, if it has some, are not all of AGS, or not to be asked now. */
  private static Line unplaced(NamedGrade ours) {
    if (ours.grade().state() == OutboxGrade.State.NO_ADDRESS) {
      return nowhere(ours);
    }
    Verdict verdict = ours.grade().connected() ? Verdict.ONE_BY_ONE : Verdict.HELD;
    return new Line(ours, false, verdict, Optional.empty(), Optional.empty());
  }

  private static Line nowhere(NamedGrade ours) {
    return new Line(ours, false, Verdict.NOWHERE, Optional.empty(), Optional.empty());
  }

  /**
   * What one of its places says of a grade.
   *
   * @param launched whether the person came by the link of the place
   */
  private record Part(Line line, boolean launched) {
    /**
     * Whether it says something, although the person came last by another link: that one may be
     * gone from the LMS, or not be for this person.
     */
    boolean counts() {
      return switch (line.verdict()) {
        case UNREAD -> !line.trouble().map(Trouble::why).filter(GONE::contains).isPresent();
        case MISSING -> launched;
        default -> true;
      };
    }
  }

  /** The line that tells most: a difference in any place is one. */
  private static <T> Line worst(List<T> places, Function<T, Part> reading) {
    List<Part> parts = places.stream().map(reading).toList();
    return Stream.concat(parts.stream().limit(1), parts.stream().skip(1).filter(Part::counts))
        .map(Part::line)
        .min(Comparator.comparing(line -> WORST_FIRST.indexOf(line.verdict())))
        .orElseThrow();
  }

  private static Part part(NamedGrade ours, long resourceId, Placed place, Reading reading) {
    AgsPlace cell = new AgsPlace(resourceId, place.place());
    return new Part(line(ours, reading.of(cell)), place.launched());
  }

  private static Part part(NamedGrade ours, GradePlace place, Reading reading) {
    Reading.Cell cell =
        place instanceof GradePlace.Lti13 column
            ? reading.ofOne(column.cell())
            : reading.of(((GradePlace.Lti11) place).cells());
    return new Part(line(ours, cell), place.launched());
  }

  private static Line line(NamedGrade ours, Reading.Cell theirs) {
    Verdict verdict =
        theirs.trouble().isPresent()
            ? Verdict.UNREAD
            : theirs
                .score()
                .map(score -> score.subtract(ours.grade().scaledScore()).abs())
                .map(gap -> gap.compareTo(TOLERANCE) > 0 ? Verdict.DIFFERENT : Verdict.SAME)
                .orElse(Verdict.MISSING);
    return new Line(ours, theirs.inColumn(), verdict, theirs.score(), theirs.trouble());
  }

  private static long person(NamedGrade grade) {
    return grade.grade().personId();
  }
}
