package org.examhall.core.report;

import java.util.List;
import java.util.Optional;

/**
 * Some rows of a table.
 *
 * @param before ask backwards from this attempt for the page before; empty on the first
 * @param after ask onwards from this attempt for the page after; empty on the last
 */
public record AttemptPage(List<AttemptLine> rows, Optional<Long> before, Optional<Long> after) {}
