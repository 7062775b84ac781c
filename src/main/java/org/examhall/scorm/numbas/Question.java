package org.examhall.scorm.numbas;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A question of the source. Its identity is its place there: group and index, both from 0.
 *
 * @param marks to be had for it; empty when the source does not settle them
 */
public record Question(
    int group, int index, String name, Optional<BigDecimal> marks, List<Part> parts) {}
