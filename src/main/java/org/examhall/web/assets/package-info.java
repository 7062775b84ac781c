/**
 * Style sheets, scripts and pictures of the pages and the player, from the web application's own
 * folder. Knows no page and asks nobody who they are.
 */
@NullMarked
package org.examhall.web.assets;

import org.jspecify.annotations.NullMarked;
