/** What instructors see and do: choosing an exam, its dashboard, its package, its settings. */
@NullMarked
package org.examhall.web.instructor;

import org.jspecify.annotations.NullMarked;
