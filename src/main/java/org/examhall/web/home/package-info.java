/** The first page of a launch: which one it is depends on who came and what is set up. */
@NullMarked
package org.examhall.web.home;

import org.jspecify.annotations.NullMarked;
