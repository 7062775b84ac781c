/**
 * The way in for player windows, on the content origin: page, ticket trade, socket and its HTTP
 * twin, package files. Turns messages into verbs of core.attempt and replies into messages; knows
 * no SQL and no page of the app. Source: docs/reference/protocol.md.
 */
@NullMarked
package org.examhall.player;

import org.jspecify.annotations.NullMarked;
