package org.examhall.core.exam;

import java.io.InputStream;

/**
 * A package on its way in, as the browser announced it. Nothing of it is believed.
 *
 * @param name file name; empty when none was given
 * @param contentType with its parameters; empty when none was given
 * @param declaredBytes length of the file, or -1 when unknown
 * @param content the bytes; read once, closed by whoever opened them
 */
public record PackageFile(
    String name, String contentType, long declaredBytes, InputStream content) {}
