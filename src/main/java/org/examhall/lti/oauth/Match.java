package org.examhall.lti.oauth;

/**
 * Which reading of a message, under which secret of its key, gives the signature it carries.
 *
 * @param found whether any does
 * @param byEndedSecret whether only the replaced secret does, and its time is over
 * @param queryCopied whether it fits only when the platform's copy of the query counts once
 */
record Match(boolean found, boolean byEndedSecret, boolean queryCopied) {}
