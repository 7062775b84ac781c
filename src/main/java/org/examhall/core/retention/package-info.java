/**
 * What goes by itself once nobody has used it for long: the rules, what they would delete now, and
 * deleting it. Decides by the database's clock alone. Knows nothing of pages and schedules.
 */
@NullMarked
package org.examhall.core.retention;

import org.jspecify.annotations.NullMarked;
