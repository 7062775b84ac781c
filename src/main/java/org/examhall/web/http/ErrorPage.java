package org.examhall.web.http;

/**
 * What the error page reads.
 *
 * @param heading key of the heading in messages
 * @param text plain words on what happened and what to do
 * @param reference the request's id, as in the log
 * @param contact whom to ask, as configured; may be empty
 * @param signIn whether signing in as site admin would help
 */
public record ErrorPage(
    String heading, String text, String reference, String contact, boolean signIn) {}
