package org.examhall.player;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;

/**
 * A recorded conversation of a real Numbas exam with its host: the calls in order, with arguments
 * and answers, and the data model at the end. In the recording, an argument of {@code undefined} is
 * {@code null}.
 */
record Trace(String name, JsonNode calls, Map<String, String> finalData) {

  private static final ObjectMapper EXACT =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  static Trace load(String name) throws IOException {
    try (InputStream file = Trace.class.getResourceAsStream("/traces/" + name + ".json.gz");
        InputStream json = new GZIPInputStream(file)) {
      JsonNode root = EXACT.readTree(json);
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

  /** The calls as lists and maps, as a browser script takes them: fractions are doubles. */
  List<?> plainCalls() throws IOException {
    return new ObjectMapper().readValue(calls.toString(), List.class);
  }

  /** A change that the exam made at some moment of the recording. */
  record Change(double ms, String key, String value) {}

  /** What the exam set, in order, as text. */
  List<Change> changes() {
    var changes = new ArrayList<Change>();
    for (JsonNode call : calls) {
      if (isCall(call, "SetValue")) {
        JsonNode args = call.get("args");
        changes.add(new Change(call.get("ms").asDouble(), args.get(0).asText(), text(args.get(1))));
      }
    }
    return changes;
  }

  /** Whether the exam ended its session. */
  boolean terminates() {
    return StreamSupport.stream(calls.spliterator(), false).anyMatch(c -> isCall(c, "Terminate"));
  }

  /** As JavaScript makes text of what an exam passes. */
  private static String text(JsonNode value) {
    if (value.isNull()) {
      return "undefined";
    }
    return value.isNumber() ? value.decimalValue().toPlainString() : value.asText();
  }

  private static boolean isCall(JsonNode call, String method) {
    return call.path("m").asText().equals(method);
  }
}
