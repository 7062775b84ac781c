/**
 * LTI roles: what a platform says somebody is, and the one role that follows from it here. Must not
 * know how the roles arrived, nor what each role may do.
 */
@NullMarked
package org.examhall.lti.role;

import org.jspecify.annotations.NullMarked;
