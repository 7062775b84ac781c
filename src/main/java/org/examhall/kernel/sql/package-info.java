/**
 * The only code that sees JDBC: pools, transactions, rows. A thin layer over written-out SQL; it
 * knows no table but the heartbeat.
 */
@NullMarked
package org.examhall.kernel.sql;

import org.jspecify.annotations.NullMarked;
