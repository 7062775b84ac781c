/** What load balancers, monitors and sysadmins ask: is it up, is it well. Knows no exam. */
@NullMarked
package org.examhall.web.health;

import org.jspecify.annotations.NullMarked;
