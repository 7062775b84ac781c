/**
 * The student's signed proof of what the server held when an attempt had ended: when it is given,
 * and whether one that somebody shows is true. Knows no page.
 */
@NullMarked
package org.examhall.core.attempt.receipt;

import org.jspecify.annotations.NullMarked;
