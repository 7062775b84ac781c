/**
 * A few lines of routing over the JDK's HTTP server.
 *
 * <p>Must not know courses or LTI.
 */
@NullMarked
package org.examhall.demo.lms.http;

import org.jspecify.annotations.NullMarked;
