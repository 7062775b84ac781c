/** What students and observers see: the front page of an exam and their own attempts. */
@NullMarked
package org.examhall.web.student;

import org.jspecify.annotations.NullMarked;
