/**
 * Receipts in words, and their way into students' mailboxes. Whether there is one, core says; knows
 * no page.
 */
@NullMarked
package org.examhall.bridge.receipt;

import org.jspecify.annotations.NullMarked;
