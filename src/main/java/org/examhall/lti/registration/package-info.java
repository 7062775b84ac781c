/**
 * How a platform and we get to know each other: what it says of itself, what we ask to be
 * registered as, what it answers. Pure: who fetches and stores is elsewhere.
 */
@NullMarked
package org.examhall.lti.registration;

import org.jspecify.annotations.NullMarked;
