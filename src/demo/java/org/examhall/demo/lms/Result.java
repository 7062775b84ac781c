package org.examhall.demo.lms;

import java.time.Instant;

/**
 * What a tool of LTI 1.3 said last of a person in a column.
 *
 * @param points of the column's maximum, plain decimal; empty when there are none
 * @param comment empty for none
 * @param activityProgress how far the person is, in the word of AGS
 * @param gradingProgress how far the marking is, in the word of AGS
 * @param stamp when, for the next score to be newer
 */
public record Result(
    String lineItem,
    String person,
    String points,
    String comment,
    String activityProgress,
    String gradingProgress,
    Instant stamp) {}
