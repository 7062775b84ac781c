package org.examhall.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** What a scripted student of a real Numbas exam set, recorded message by message. */
public record Stream(List<List<Element>> messages) {
  /** One element as the exam set it. */
  public record Element(String key, String value) {}

  /** The recording of this name among the test resources. */
  public static Stream read(String name) {
    try (InputStream file = Stream.class.getResourceAsStream("/traces/" + name + ".json.gz")) {
      if (file == null) {
        throw new IllegalArgumentException("no recording " + name);
      }
      JsonNode recorded = new ObjectMapper().readTree(new GZIPInputStream(file));
      List<List<Element>> messages = new ArrayList<>();
      for (JsonNode message : recorded.get("messages")) {
        List<Element> elements = new ArrayList<>();
        message
            .get("data")
            .forEach(
                e -> elements.add(new Element(e.get("key").asText(), e.get("value").asText())));
        messages.add(List.copyOf(elements));
      }
      return new Stream(List.copyOf(messages));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
