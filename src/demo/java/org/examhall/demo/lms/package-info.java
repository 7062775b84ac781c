/**
 * A small honest LMS: one course, its people, exam activities, a gradebook, and what a tool sees of
 * an LMS. It is the first thing a newcomer opens, and the platform that the tests launch from.
 *
 * <p>Speaks LTI with code of its own. Must not know the product: nothing here imports it.
 */
@NullMarked
package org.examhall.demo.lms;

import org.jspecify.annotations.NullMarked;
