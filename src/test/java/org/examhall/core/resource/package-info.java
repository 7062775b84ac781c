/** Tests of setting up exams in a course, on a real database. */
@NullMarked
package org.examhall.core.resource;

import org.jspecify.annotations.NullMarked;
