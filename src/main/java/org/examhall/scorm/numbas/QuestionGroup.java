package org.examhall.scorm.numbas;

import java.util.List;

/**
 * A group of questions from which an attempt is dealt.
 *
 * @param picking {@code all-ordered}, {@code all-shuffled} or {@code random-subset}
 * @param pickCount how many are dealt: all of them unless it is a random subset
 */
public record QuestionGroup(String name, String picking, int pickCount, List<Question> questions) {}
