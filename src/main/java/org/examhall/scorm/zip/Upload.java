package org.examhall.scorm.zip;

import java.io.InputStream;

/**
 * A file on its way in, as the browser announced it. Nothing of it is believed.
 *
 * @param fileName as the browser gave it; empty when it gave none
 * @param contentType as the browser gave it, parameters included; empty when it gave none
 * @param declaredBytes the length announced, or -1 when unknown
 * @param content the bytes; read once, closed by whoever opened them
 */
public record Upload(
    String fileName, String contentType, long declaredBytes, InputStream content) {}
