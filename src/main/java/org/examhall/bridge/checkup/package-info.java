/**
 * How the installation is, line by line, each with the way to mend it: for {@code examhall doctor}
 * and for the administrator's page; at night, what the certificates say. Changes nothing else but a
 * heartbeat and a file that goes.
 */
@NullMarked
package org.examhall.bridge.checkup;

import org.jspecify.annotations.NullMarked;
