/**
 * How the program says no: a reason from a feature's enum, thrown as Refused and turned into a
 * status and a page in one place. Knows no feature.
 */
@NullMarked
package org.examhall.kernel.fault;

import org.jspecify.annotations.NullMarked;
