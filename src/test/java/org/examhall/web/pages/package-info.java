/** Tests of the pages of a launch: what they show, to whom, and how they look. */
@NullMarked
package org.examhall.web.pages;

import org.jspecify.annotations.NullMarked;
