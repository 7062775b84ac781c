/**
 * Signed tokens of LTI 1.3: is a platform's token genuine, ours to read and fresh; and signing what
 * we send. Parsing of JWS, signatures and key formats are nimbus-jose-jwt's, which nobody else may
 * import; what decides is ours (ADR 0017). No I/O: keys and the time come from the caller. Must not
 * know what a launch says, nor servlets, SQL or the network.
 */
@NullMarked
package org.examhall.lti.jose;

import org.jspecify.annotations.NullMarked;
