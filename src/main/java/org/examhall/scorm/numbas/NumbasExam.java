package org.examhall.scorm.numbas;

import java.util.Optional;

/**
 * That a package is a Numbas exam, and what it tells about itself.
 *
 * @param version as the compiler wrote it ({@code 10.0}; the tags 7.3 and 5.4 say 7.2 and 5.2);
 *     empty when there is no {@code numbas-manifest.json}, as before version 5
 * @param editUrl where its author edits it
 * @param locale of its words, such as {@code en-GB}
 * @param source what {@code source.exam} says; empty when absent or unreadable, which is no fault
 */
public record NumbasExam(
    Optional<String> version,
    Optional<String> editUrl,
    Optional<String> locale,
    Optional<ExamSource> source) {}
