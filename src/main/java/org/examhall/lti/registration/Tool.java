package org.examhall.lti.registration;

/**
 * What we say of ourselves.
 *
 * @param domain host, and port if the addresses have one: Moodle compares it with the target link
 *     URI
 * @param launchUrl redirect URI and target link URI of all messages
 */
public record Tool(
    String name,
    String description,
    String domain,
    String loginUrl,
    String launchUrl,
    String keySetUrl) {}
