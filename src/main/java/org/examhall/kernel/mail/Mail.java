package org.examhall.kernel.mail;

/**
 * A mail in plain text.
 *
 * @param to address of one mailbox; checked when it is sent
 * @param subject its line breaks and other control characters become blanks
 * @param id what tells it from every other one; mail programs show two of the same id as one
 */
public record Mail(String to, String subject, String text, String id) {}
