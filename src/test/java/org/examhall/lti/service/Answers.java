package org.examhall.lti.service;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.examhall.kernel.json.Json;
import org.examhall.lti.Recording;

/** Short ways to read answers in tests. */
final class Answers {
  static final Json JSON = new Json();

  private Answers() {}

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static int status(Recording recording) {
    return recording.json().at("/response/status").asInt();
  }

  static ServiceAnswer read(Recording recording) {
    return new ServiceAnswers(JSON).read(status(recording), recording.responseBody());
  }

  /** First value of a header of the recorded answer. */
  static Optional<String> header(Recording recording, String name) {
    for (var pair : recording.json().at("/response/headers")) {
      if (pair.get(0).asText().equalsIgnoreCase(name)) {
        return Optional.of(pair.get(1).asText());
      }
    }
    return Optional.empty();
  }
}
