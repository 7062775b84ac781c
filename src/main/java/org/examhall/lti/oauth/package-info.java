/**
 * OAuth 1.0a as LTI 1.1 uses it: is a signed form POST genuine, fresh and seen for the first time;
 * and signing for the calls we make. Base string and HMAC are oauth-signpost's, reading of
 * parameters and URLs is ours (ADR 0002). No I/O: keys, nonces and the time come through
 * interfaces. Must not know what a launch says, nor servlets, SQL or the network.
 */
@NullMarked
package org.examhall.lti.oauth;

import org.jspecify.annotations.NullMarked;
