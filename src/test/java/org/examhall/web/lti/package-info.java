/** Launches into the real site, over HTTP, signed by code that the product does not share. */
package org.examhall.web.lti;
