/**
 * The cartridge of LTI 1.1: the XML by which an LMS adds us as a tool, with Canvas's extensions.
 * Must not know who chose what, servlets or SQL.
 */
@NullMarked
package org.examhall.lti.cartridge;

import org.jspecify.annotations.NullMarked;
