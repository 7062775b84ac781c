package org.examhall.web.http;

/**
 * What the installation puts on every page.
 *
 * @param name of the site
 * @param contact whom readers may ask; may be empty
 */
public record Branding(String name, String contact) {}
