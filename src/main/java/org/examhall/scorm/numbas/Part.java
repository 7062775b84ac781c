package org.examhall.scorm.numbas;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A part of a question in the source, or a gap or step of one.
 *
 * @param path its place in the question: {@code p1}, {@code p1g0} (gap), {@code p1s0} (step)
 * @param label what a reader calls it: {@code b}, {@code Gap 0}, {@code Step 0}, or the author's
 *     name for it
 * @param type the Numbas part type in lower case: {@code numberentry}, {@code 1_n_2}, …
 * @param marks to be had for it; empty when the source computes them. A gap-fill's are the sum of
 *     its gaps'; those of steps do not add to the question's
 */
public record Part(
    String path,
    String label,
    String type,
    Optional<BigDecimal> marks,
    List<Part> gaps,
    List<Part> steps) {
  /** This part, its gaps and its steps, in the order in which an exam reports them. */
  public Stream<Part> all() {
    return Stream.of(
            Stream.of(this), gaps.stream().flatMap(Part::all), steps.stream().flatMap(Part::all))
        .flatMap(parts -> parts);
  }
}
