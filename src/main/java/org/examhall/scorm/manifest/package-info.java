/**
 * Reads {@code imsmanifest.xml}: which SCORM it is, what it is called, which file starts it.
 *
 * <p>The manifest is written by strangers: no document type, no entities, no inclusion, bounded
 * depth and size. Knows no zip and no Numbas.
 */
@NullMarked
package org.examhall.scorm.manifest;

import org.jspecify.annotations.NullMarked;
