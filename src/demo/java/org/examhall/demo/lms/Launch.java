package org.examhall.demo.lms;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.examhall.demo.lms.lti.LaunchSigner;
import org.examhall.demo.lms.lti.OAuth;
import org.examhall.demo.lms.lti.SignedLaunch;
import org.examhall.demo.lms.lti.SourcedIds;
import org.examhall.demo.lms.lti.Tool;

/**
 * A launch being put together: what the LMS would send, and what the caller wants otherwise.
 *
 * <p>Threads: one.
 */
public final class Launch {
  private final Map<String, String> parameters = new LinkedHashMap<>();
  private Tool tool;
  private Instant now;
  private OAuth.Method method = OAuth.Method.HMAC_SHA1;

  private Launch(Tool tool, Instant now) {
    this.tool = tool;
    this.now = now;
  }

  /** The launch of a person into an activity. */
  static Launch of(DemoLms lms, Clock clock, SourcedIds names, Person person, Activity activity) {
    URI home = lms.url();
    return new Launch(lms.tool(), clock.instant())
        .with("lti_message_type", "basic-lti-launch-request")
        .with("lti_version", "LTI-1p0")
        .with("resource_link_id", activity.id())
        .with("resource_link_title", activity.title())
        .with("resource_link_description", "An exam of " + Course.TITLE + ".\r\nTake your time.")
        .with("user_id", person.id())
        .with("roles", person.role().lti())
        .with("lis_person_name_given", person.given())
        .with("lis_person_name_family", person.family())
        .with("lis_person_name_full", person.name())
        .with("lis_person_contact_email_primary", person.id() + "@example.com")
        .with("lis_person_sourcedid", "school:" + person.id())
        .with("ext_user_username", person.id())
        .with("context_id", Course.ID)
        .with("context_type", "CourseSection")
        .with("context_label", Course.LABEL)
        .with("context_title", Course.TITLE)
        .with("lis_outcome_service_url", home.resolve("/outcomes").toString())
        .with("lis_result_sourcedid", names.nameOf(activity.id(), person.id()))
        .with("launch_presentation_locale", "en")
        .with("launch_presentation_document_target", "iframe")
        .with("launch_presentation_return_url", returnUrl(home, person, activity))
        .with("tool_consumer_info_product_family_code", "examhall-demo-lms")
        .with("tool_consumer_info_version", "1")
        .with("tool_consumer_instance_guid", home.getAuthority())
        .with("tool_consumer_instance_name", "Demo LMS")
        .with("ext_lms", "examhall-demo-lms");
  }

  /** Sets a parameter, also one of {@code oauth_…}. */
  public Launch with(String name, String value) {
    parameters.put(name, value);
    return this;
  }

  /** Leaves a parameter out. */
  public Launch without(String name) {
    parameters.remove(name);
    return this;
  }

  /** Posts to another address, or with another key or secret. */
  public Launch to(Tool other) {
    this.tool = other;
    return this;
  }

  /** Signs as if it were another time. */
  public Launch at(Instant instant) {
    this.now = instant;
    return this;
  }

  /** Signs in another way. */
  public Launch signedWith(OAuth.Method other) {
    this.method = other;
    return this;
  }

  /** The form; a new nonce each time. */
  public SignedLaunch sign() {
    return LaunchSigner.sign(tool, method, now, parameters);
  }

  private static String returnUrl(URI home, Person person, Activity activity) {
    return home.resolve("/as/" + person.id() + "/return?activity=" + activity.id()).toString();
  }
}
