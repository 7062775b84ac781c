package org.examhall.scorm.serve;

import java.nio.file.Path;

/**
 * One file of a package, ready to be sent.
 *
 * @param file where its bytes are: the gzip form when {@code gzip} is set
 * @param contentType of the file itself, whether or not it is sent compressed
 * @param gzip whether the bytes need {@code Content-Encoding: gzip}
 * @param bytes how many bytes will be sent
 */
public record PackageFile(Path file, String contentType, boolean gzip, long bytes) {}
