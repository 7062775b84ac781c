/**
 * Small shaped pieces that pages of several readers share: words, scores, states as badges. Knows
 * no page and no table.
 */
@NullMarked
package org.examhall.web.parts;

import org.jspecify.annotations.NullMarked;
