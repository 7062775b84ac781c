/**
 * The command line: one class a command, on the same tables and verbs as the pages. Knows no
 * servlet and nothing of how things are wired.
 */
@NullMarked
package org.examhall.cli;

import org.jspecify.annotations.NullMarked;
