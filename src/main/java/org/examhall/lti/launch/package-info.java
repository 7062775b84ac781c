/**
 * What a launch says, of LTI 1.1 and of 1.3: who, in which role, from which course and link, where
 * to send them back, where the grade goes. Reads verified messages only. Must not know exams,
 * storage or HTTP.
 */
@NullMarked
package org.examhall.lti.launch;

import org.jspecify.annotations.NullMarked;
