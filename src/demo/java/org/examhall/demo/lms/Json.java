package org.examhall.demo.lms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import org.examhall.demo.lms.http.Call;
import org.examhall.demo.lms.http.HttpProblem;
import org.examhall.demo.lms.http.Reply;

/** JSON of the control API, the grades and the course file. */
final class Json {
  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Json() {}

  static Reply reply(Object value) {
    return Reply.text(200, "application/json", write(value));
  }

  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
    }
  }

  /** The object that was posted. */
  static JsonNode object(Call call) {
    try {
      JsonNode node = MAPPER.readTree(call.body());
      if (node.isObject()) {
        return node;
      }
    } catch (IOException e) {
      throw new HttpProblem(400, "The body is not JSON.");
    }
    throw new HttpProblem(400, "The body is not a JSON object.");
  }

  /** Whatever was sent; an empty object when it is not JSON. */
  static JsonNode lenient(byte[] body) {
    try {
      return MAPPER.readTree(body);
    } catch (IOException e) {
      return MAPPER.createObjectNode();
    }
  }

  /** A member that has to be there. */
  static String text(JsonNode object, String name) {
    JsonNode value = object.path(name);
    if (!value.isValueNode() || value.isNull()) {
      throw new HttpProblem(400, "The member \"" + name + "\" is missing.");
    }
    return value.asText();
  }
}
