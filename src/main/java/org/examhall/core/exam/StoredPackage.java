package org.examhall.core.exam;

import org.examhall.scorm.PackageFacts;

/**
 * A package whose files are in their folder; not yet a version of any exam.
 *
 * @param fileName as uploaded
 */
public record StoredPackage(String fileName, PackageFacts facts) {}
