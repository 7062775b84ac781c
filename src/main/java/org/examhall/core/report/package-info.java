/** Reading over many attempts: the instructor's tables and the grade outbox as words. */
@NullMarked
package org.examhall.core.report;

import org.jspecify.annotations.NullMarked;
