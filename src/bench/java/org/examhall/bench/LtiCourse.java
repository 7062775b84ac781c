package org.examhall.bench;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.examhall.demo.lms.lti.LaunchSigner;
import org.examhall.demo.lms.lti.OAuth;
import org.examhall.demo.lms.lti.SignedLaunch;
import org.examhall.demo.lms.lti.Tool;

/** A course of an LMS of its own, with one link and an exam behind it. */
final class LtiCourse {
  private static final int TEACHER = 0;

  private final Tool tool;
  private final String name;
  private final long resource;

  /** Connects the LMS, and launches once as its teacher. */
  LtiCourse(Site site, String name) {
    this.name = name;
    this.tool = new Tool(URI.create(site.rig().app() + "/lti11/launch"), name, name + " secret");
    site.rig().addConsumer(tool);
    teacher().follow(new Entry(site.rig())); // makes the course and the link
    this.resource = site.seats().openBy(name + "-link");
  }

  /** The exam behind the link. */
  long resource() {
    return resource;
  }

  /** A launch of the teacher. */
  Invitation teacher() {
    return Invitation.of(launch(TEACHER, "Instructor"));
  }

  /** A launch of a student, the first of whom is 1. */
  SignedLaunch student(int number) {
    return launch(number, "Learner");
  }

  private SignedLaunch launch(int user, String role) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("lti_message_type", "basic-lti-launch-request");
    fields.put("lti_version", "LTI-1p0");
    fields.put("resource_link_id", name + "-link");
    fields.put("context_id", name + "-course");
    fields.put("user_id", name + "-user-" + user);
    fields.put("lis_person_name_full", "User " + user);
    fields.put("roles", role);
    return LaunchSigner.sign(tool, OAuth.Method.HMAC_SHA1, Instant.now(), fields);
  }
}
