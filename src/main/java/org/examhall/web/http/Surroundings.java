package org.examhall.web.http;

import java.util.Locale;
import java.util.function.Supplier;

/**
 * What every template may read besides its own model.
 *
 * @param language wanted; the page is in the nearest one there are messages for
 * @param base start of the paths of this launch's pages, {@code /l/<id>}; empty outside launches
 * @param looking whether an administrator looks at a class
 * @param csrf the token that forms of this browser must carry; made when first asked for
 */
public record Surroundings(Locale language, String base, boolean looking, Supplier<String> csrf) {}
