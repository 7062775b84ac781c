/**
 * The doorbell: lanes of ids to work on, and live messages between processes, on Redis by jedis.
 * Holds no fact: every call may find Redis away or empty and says so without failing its caller.
 */
@NullMarked
package org.examhall.kernel.redis;

import org.jspecify.annotations.NullMarked;
