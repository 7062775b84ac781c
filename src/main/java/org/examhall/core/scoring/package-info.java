/** From reported elements to marks of questions and attempts, and to the grade. */
@NullMarked
package org.examhall.core.scoring;

import org.jspecify.annotations.NullMarked;
