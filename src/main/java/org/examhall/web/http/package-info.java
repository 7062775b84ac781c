/**
 * What every way in over HTTP shares: requests, responses, routes, guards, filters and the page
 * renderer. Knows no page and no rule.
 */
@NullMarked
package org.examhall.web.http;

import org.jspecify.annotations.NullMarked;
