package org.examhall.web.http;

import java.util.Locale;
import java.util.function.Supplier;

/**
 * What every template may read besides its own model.
 *
 * @param language of the page
 * @param base start of the paths of this launch's pages, {@code /l/<id>}; empty outside launches
 * @param looking whether an administrator looks at a class
 * @param changes whether the reader may press what changes things, as far as the page offers it
 * @param csrf the token that forms of this browser must carry; made when first asked for
 */
public record Surroundings(
    Locale language, String base, boolean looking, boolean changes, Supplier<String> csrf) {}
