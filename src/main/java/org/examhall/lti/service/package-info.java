/**
 * LTI Advantage services, our side: access tokens, line items, scores and results (AGS), members
 * (NRPS) and groups. Builds requests and reads answers; sends nothing. Must not know whose grade it
 * is, queues, keys, HTTP clients or SQL.
 */
@NullMarked
package org.examhall.lti.service;

import org.jspecify.annotations.NullMarked;
