package org.examhall.core.attempt.save;

/**
 * One key with what the exam set it to.
 *
 * @param at the player's clock, milliseconds since 1970; kept as told, decides nothing
 */
public record Element(String key, Content content, long at) {}
