package org.examhall.web.http;

/**
 * One line of the site map.
 *
 * @param pattern path with {@code {name}} for one segment and a final {@code {name...}} for the
 *     rest; a trailing slash matters
 * @param csrf whether a POST must prove that it comes from our own page; false only where a
 *     signature or a bearer token protects it
 */
public record Route(
    Method method, Origin origin, String pattern, Guard guard, boolean csrf, Handler handler) {}
