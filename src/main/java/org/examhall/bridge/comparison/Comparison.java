package org.examhall.bridge.comparison;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.examhall.core.scoring.NamedGrade;
import org.examhall.core.scoring.Undelivered;

/**
 * Our grades beside the gradebook's.
 *
 * @param lines one for each person with a grade, by name
 */
public record Comparison(List<Line> lines) {
  /** How a grade of ours stands to the gradebook's. */
  public enum Verdict {
    /** The same, as closely as gradebooks keep grades. */
    SAME,
    /** The gradebook has another one. */
    DIFFERENT,
    /** The gradebook has none. */
    MISSING,
    /** The gradebook could not be read. */
    UNREAD,
    /** This LMS is asked for one person at a time. */
    ONE_BY_ONE,
    /** The connection is switched off: nothing is asked. */
    HELD,
    /** The LMS has given no place for this grade. */
    NOWHERE
  }

  /**
   * One person's.
   *
   * @param inColumn whether it goes to a column of AGS
   * @param theirs 0 to 1; there when it was read
   * @param trouble why it was not read
   */
  public record Line(
      NamedGrade ours,
      boolean inColumn,
      Verdict verdict,
      Optional<BigDecimal> theirs,
      Optional<Trouble> trouble) {}

  /**
   * Why a gradebook could not be read.
   *
   * @param words the LMS's; never trusted, may be empty
   */
  public record Trouble(Undelivered why, String words) {}

  /** Whether there are columns of AGS, whatever is in them. */
  public boolean inColumns() {
    return lines.stream().anyMatch(Line::inColumn);
  }

  /** Why some could not be read; each once. */
  public List<Trouble> troubles() {
    return lines.stream().flatMap(line -> line.trouble().stream()).distinct().toList();
  }

  /** How many there are of a verdict. */
  public long count(Verdict verdict) {
    return lines.stream().filter(line -> line.verdict() == verdict).count();
  }
}
