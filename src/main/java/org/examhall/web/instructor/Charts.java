package org.examhall.web.instructor;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.examhall.core.report.GradeSummary;
import org.examhall.core.report.Progress;
import org.examhall.core.report.Score;

/** A class in figures, with the lengths that its two charts are drawn with. */
public record Charts(Progress progress, GradeSummary grades) {
  /** Height of the tallest column. */
  private static final int TALLEST = 100;

  /**
   * A piece of the bar, in percent of its width.
   *
   * @param word ends the class and the key of the words
   */
  public record Share(String word, int count, BigDecimal start, BigDecimal width) {}

  /** A column: grades from {@code from} to {@code to} percent. */
  public record Column(int index, int from, int to, int count, int height) {}

  /** Attempts by state, from done to not begun. */
  public List<Share> attemptShares() {
    List<Share> shares = new ArrayList<>();
    int all = progress.attempts();
    add(shares, "ended", progress.ended(), all);
    add(shares, "working", progress.working(), all);
    add(shares, "new", progress.notBegun(), all);
    return shares;
  }

  /** Grades by where they are. */
  public List<Share> gradeShares() {
    List<Share> shares = new ArrayList<>();
    int all = grades.count();
    add(shares, "sent", grades.sent(), all);
    add(shares, "waiting", grades.waiting(), all);
    add(shares, "refused", grades.refused(), all);
    add(shares, "unasked", grades.noAddress(), all);
    return shares;
  }

  /** Grades by tenths. */
  public List<Column> columns() {
    int most = Math.max(1, Collections.max(grades.tenths()));
    return IntStream.range(0, grades.tenths().size())
        .mapToObj(i -> column(i, grades.tenths().get(i), most))
        .toList();
  }

  /** Mean grade in percent. */
  public Optional<BigDecimal> meanPercent() {
    return grades.mean().map(Score::percent);
  }

  /** Median grade in percent. */
  public Optional<BigDecimal> medianPercent() {
    return grades.median().map(Score::percent);
  }

  /** Adds a piece that begins where the one before it ends; there is none for nothing. */
  private static void add(List<Share> shares, String word, int count, int all) {
    if (count > 0) {
      int before = shares.stream().mapToInt(Share::count).sum();
      shares.add(new Share(word, count, percent(before, all), percent(count, all)));
    }
  }

  private static BigDecimal percent(int count, int all) {
    return BigDecimal.valueOf(100L * count)
        .divide(BigDecimal.valueOf(all), 3, RoundingMode.HALF_UP);
  }

  private static Column column(int index, int count, int most) {
    return new Column(index, index * 10, index * 10 + 10, count, TALLEST * count / most);
  }
}
