package org.examhall.web.parts;

/**
 * A state in one or two words; its colour only repeats them.
 *
 * @param tone {@code plain}, {@code going}, {@code good}, {@code warn} or {@code bad}
 * @param key of the words
 */
public record Badge(String tone, String key) {}
