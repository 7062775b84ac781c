/**
 * Pages about one person whom a launch names: the work that is reviewed, and what is kept of them,
 * taken along or erased. Knows no LTI.
 */
@NullMarked
package org.examhall.web.person;

import org.jspecify.annotations.NullMarked;
