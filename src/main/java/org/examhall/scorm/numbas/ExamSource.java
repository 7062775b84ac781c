package org.examhall.scorm.numbas;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the source of a Numbas exam says.
 *
 * @param title plain text
 * @param duration the exam's own time limit; empty when it has none
 * @param percentPass 0 to 100; empty when none is set
 * @param navigateMode {@code sequence}, {@code menu} or {@code diagnostic}
 * @param allowPause whether the time stops while the exam is closed
 * @param maxScore the marks of an attempt; empty when they depend on what is dealt or computed
 */
public record ExamSource(
    String title,
    Optional<Duration> duration,
    Optional<BigDecimal> percentPass,
    String navigateMode,
    boolean allowPause,
    Optional<BigDecimal> maxScore,
    List<QuestionGroup> groups) {
  /** Every question, group by group. */
  public List<Question> questions() {
    return groups.stream().flatMap(group -> group.questions().stream()).toList();
  }
}
