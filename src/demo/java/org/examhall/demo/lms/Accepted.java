package org.examhall.demo.lms;

import com.fasterxml.jackson.databind.JsonNode;
import org.examhall.demo.lms.http.Call;
import org.examhall.demo.lms.lti13.Quirk;
import org.examhall.demo.lms.lti13.Refused;

/** Whether a request to a service speaks of the right types, and is about the course. */
final class Accepted {
  private Accepted() {}

  /** The course of the path is the one there is. */
  static void course(Call call) {
    Refused.unless(call.path("course").equals(Course.ID), 404, "", "there is no such course");
  }

  /** The Accept header allows what will be answered. */
  static void answer(Platform platform, Call call, String type) {
    String accept = call.header("Accept").orElse("*/*");
    boolean whole = accept.equals(type) || accept.equals("*/*");
    boolean one = accept.contains(type) || accept.contains("*/*") || accept.contains("json");
    boolean good = platform.has(Quirk.ACCEPT_WHOLE) ? whole : one;
    int status = platform.has(Quirk.ACCEPT_WHOLE) ? 400 : 406;
    Refused.unless(good, status, "", "Accept is not " + type);
  }

  /** The object that was sent, under the right type. */
  static JsonNode body(Call call, String type) {
    String sent = call.header("Content-Type").orElse("").split(";", 2)[0].strip();
    Refused.unless(sent.equals(type), 415, "", "Content-Type is not " + type);
    JsonNode body = Json.lenient(call.body());
    Refused.unless(body.isObject() && !body.isEmpty(), 400, "", "the body is not a JSON object");
    return body;
  }
}
