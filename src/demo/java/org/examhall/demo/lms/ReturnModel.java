package org.examhall.demo.lms;

/**
 * Where the tool sends people when they are done.
 *
 * @param message what it said; empty when nothing
 */
public record ReturnModel(Person me, String message) {}
