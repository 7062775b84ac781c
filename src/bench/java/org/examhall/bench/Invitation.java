package org.examhall.bench;

import java.net.http.HttpResponse;
import org.examhall.demo.lms.DemoLms;
import org.examhall.demo.lms.Launch13;
import org.examhall.demo.lms.lti.SignedLaunch;

/** What somebody comes from the LMS with; good for one time. */
@FunctionalInterface
interface Invitation {
  /** Goes through the launch; what the tool answered in the end. */
  HttpResponse<String> follow(Entry entry);

  /** By LTI 1.1. */
  static Invitation of(SignedLaunch launch) {
    return entry -> entry.launch(launch);
  }

  /** By LTI 1.3. */
  static Invitation of(DemoLms lms, Launch13 launch) {
    return entry -> entry.launch(lms, launch);
  }
}
