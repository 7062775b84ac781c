package org.examhall.player;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * A recorded conversation of a real Numbas exam with its host: the calls in order, with arguments
 * and answers, and the data model at the end. In the recording, an argument of {@code undefined} is
 * {@code null}.
 */
record Trace(String name, JsonNode calls, Map<String, String> finalData) {

  static Trace load(String name) throws IOException {
    try (InputStream file = Trace.class.getResourceAsStream("/traces/" + name + ".json.gz");
        InputStream json = new GZIPInputStream(file)) {
      JsonNode root = new ObjectMapper().readTree(json);
      var data = new TreeMap<String, String>();
      root.get("finalData").properties().forEach(e -> data.put(e.getKey(), e.getValue().asText()));
      return new Trace(name, root.get("calls"), data);
    }
  }

  /** What the host said to the first question for a key. */
  String firstAnswer(String key) {
    for (JsonNode call : calls) {
      if (isCall(call, "GetValue") && call.get("args").get(0).asText().equals(key)) {
        return call.get("r").asText();
      }
    }
    return "";
  }

  /**
   * The values that the session began with, worked out from the session itself: what it read before
   * it set it, and what it ended with without ever setting it.
   */
  Map<String, String> startValues() {
    var values = new TreeMap<String, String>();
    var known = new TreeMap<String, String>();
    for (JsonNode call : calls) {
      boolean reads = isCall(call, "GetValue");
      if (reads || isCall(call, "SetValue")) {
        String key = call.get("args").get(0).asText();
        if (known.putIfAbsent(key, "") == null && reads) {
          values.put(key, call.get("r").asText());
        }
      }
    }
    finalData.forEach((key, value) -> known.computeIfAbsent(key, k -> values.put(k, value)));
    values.keySet().removeIf(key -> key.endsWith("._count"));
    return values;
  }

  /** The calls as lists and maps, as a browser script takes them. */
  List<?> plainCalls() {
    return new ObjectMapper().convertValue(calls, List.class);
  }

  private static boolean isCall(JsonNode call, String method) {
    return call.path("m").asText().equals(method);
  }
}
