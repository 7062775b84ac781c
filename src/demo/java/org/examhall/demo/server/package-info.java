/**
 * Real servers for the demo and the tests: PostgreSQL and Redis from published binaries, run as
 * ordinary processes on loopback.
 *
 * <p>Knows processes, folders and ports. Must not know the product: nothing here imports it.
 */
@NullMarked
package org.examhall.demo.server;

import org.jspecify.annotations.NullMarked;
