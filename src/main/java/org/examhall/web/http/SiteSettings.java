package org.examhall.web.http;

import java.util.List;

/**
 * What the installation decides about its site.
 *
 * @param trustedProxies addresses or networks whose {@code X-Forwarded-For} is believed
 * @param frameAncestors Content-Security-Policy sources of who may frame the pages of launches
 * @param contact whom readers of an error page may ask; may be empty
 */
public record SiteSettings(
    List<String> trustedProxies, List<String> frameAncestors, String contact) {}
