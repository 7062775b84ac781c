/**
 * What is needed to serve files of an unpacked package: safe names, the folder's layout, content
 * types, the precompressed sibling.
 *
 * <p>Pure look-ups over one folder. Knows no servlet, no signature, no database.
 */
@NullMarked
package org.examhall.scorm.serve;

import org.jspecify.annotations.NullMarked;
