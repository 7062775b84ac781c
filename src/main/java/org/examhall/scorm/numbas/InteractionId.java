package org.examhall.scorm.numbas;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id that Numbas gives an interaction: {@code q<N>p<i>}, then {@code g<j>} for a gap and {@code
 * s<k>} for a step.
 *
 * <p>Compare these, never texts: {@code q1} is a prefix of {@code q10}. Source:
 * docs/reference/packages.md, "Interactions".
 *
 * @param question position in this attempt, from 0; not the place in the source
 * @param part number in this attempt, from 0: the source index except in explore mode
 * @param branch the rest: {@code ""}, {@code g0}, {@code s1}, {@code s1g0}
 */
public record InteractionId(int question, int part, String branch) {
  private static final Pattern ID =
      Pattern.compile("q(\\d{1,6})p(\\d{1,6})((?:[gs]\\d{1,6}){0,4})");

  /** Empty when the text is no such id, as in packages that are not Numbas exams. */
  public static Optional<InteractionId> parse(String id) {
    Matcher matcher = ID.matcher(id);
    return matcher.matches()
        ? Optional.of(
            new InteractionId(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                matcher.group(3)))
        : Optional.empty();
  }

  /** The part's place inside its question, as in {@link Part#path}: {@code p0g1}. */
  public String path() {
    return "p" + part + branch;
  }

  /** Whether it is a gap or step, whose marks belong to its part's. */
  public boolean isBranch() {
    return !branch.isEmpty();
  }

  @Override
  public String toString() {
    return "q" + question + path();
  }
}
