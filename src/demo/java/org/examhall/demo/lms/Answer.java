package org.examhall.demo.lms;

import java.util.LinkedHashMap;
import java.util.Map;
import org.examhall.demo.lms.http.Reply;

/**
 * The right answer of a service, before anything is done to it.
 *
 * @param headers besides the type
 */
record Answer(int status, String type, String body, Map<String, String> headers) {
  static Answer json(int status, String type, Object value) {
    return new Answer(status, type, Json.write(value), Map.of());
  }

  static Answer empty(int status) {
    return new Answer(status, "application/json", "", Map.of());
  }

  /** The same with one more header. */
  Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, type, body, more);
  }

  /** The same under another type. */
  Answer typed(String other) {
    return new Answer(status, other, body, headers);
  }

  Reply reply() {
    Reply reply = Reply.text(status, type, body);
    for (Map.Entry<String, String> header : headers.entrySet()) {
      reply = reply.with(header.getKey(), header.getValue());
    }
    return reply;
  }
}
