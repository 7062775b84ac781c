/**
 * Pages of the site administrator: first set-up, signing in, the LMSs that may launch. Knows no
 * course page and no LTI message.
 */
@NullMarked
package org.examhall.web.admin;

import org.jspecify.annotations.NullMarked;
