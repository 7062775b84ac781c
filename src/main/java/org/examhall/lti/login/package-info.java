/**
 * The way into an LTI 1.3 launch: what a platform's login initiation says, and where the browser is
 * sent to fetch the token. State and nonce come from the caller. Must not know registrations'
 * storage, cookies or HTTP.
 */
@NullMarked
package org.examhall.lti.login;

import org.jspecify.annotations.NullMarked;
