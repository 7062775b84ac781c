/**
 * Site administrators: their accounts, how they sign in, and the log of what they did. Knows
 * nothing of consumers, courses and exams.
 */
@NullMarked
package org.examhall.core.user;

import org.jspecify.annotations.NullMarked;
