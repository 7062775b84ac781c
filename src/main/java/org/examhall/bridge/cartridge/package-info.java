/** The tool's cartridge: what the administrator chose, in LTI's words. Knows no page. */
@NullMarked
package org.examhall.bridge.cartridge;

import org.jspecify.annotations.NullMarked;
