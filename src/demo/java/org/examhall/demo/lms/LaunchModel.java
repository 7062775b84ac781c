package org.examhall.demo.lms;

import org.examhall.demo.lms.lti.SignedLaunch;

/** What the page of an activity needs: the form that opens it. */
public record LaunchModel(String courseTitle, Person me, Activity activity, SignedLaunch launch) {}
