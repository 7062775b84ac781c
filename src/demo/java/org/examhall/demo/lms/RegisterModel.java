package org.examhall.demo.lms;

/**
 * The tool's registration page inside the LMS's.
 *
 * @param url with all that the tool needs
 */
public record RegisterModel(Person me, String url) {}
