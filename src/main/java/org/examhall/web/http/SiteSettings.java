package org.examhall.web.http;

import java.util.List;

/**
 * What the installation decides about its site.
 *
 * @param trustedProxies addresses or networks whose {@code X-Forwarded-For} is believed
 * @param framers who may frame the pages of launches
 * @param contact whom readers of an error page may ask; may be empty
 */
public record SiteSettings(List<String> trustedProxies, Framers framers, String contact) {}
