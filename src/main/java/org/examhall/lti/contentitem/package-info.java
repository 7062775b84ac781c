/**
 * Content-item selection of LTI 1.1: what a platform asks for when a teacher chooses, and the
 * signed answer that leads back; also Canvas's returns from before the standard. Must not know what
 * is chosen, pages, servlets or SQL.
 */
@NullMarked
package org.examhall.lti.contentitem;

import org.jspecify.annotations.NullMarked;
