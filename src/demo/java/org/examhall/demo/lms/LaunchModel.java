package org.examhall.demo.lms;

/**
 * What a page around the tool needs: the form that opens it.
 *
 * @param title of the activity, or of what is to be done
 * @param storage whether the page answers the tool's messages
 * @param storageFrame whether a frame of the page does
 */
public record LaunchModel(
    String courseTitle,
    Person me,
    String title,
    Form launch,
    boolean storage,
    boolean storageFrame) {}
