/**
 * From an untrusted upload to an immutable folder: counted receiving, guarded unpacking, publishing
 * by one rename.
 *
 * <p>Does not know what a manifest is, who uploads, or where the request came from.
 */
@NullMarked
package org.examhall.scorm.zip;

import org.jspecify.annotations.NullMarked;
