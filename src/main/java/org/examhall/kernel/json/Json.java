package org.examhall.kernel.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Optional;

/**
 * JSON in and out, with one set of limits: 64 levels deep, strings of 16 MB, a million tokens (so
 * that a small hostile text cannot become a huge tree).
 *
 * <p>Threads: any.
 */
public final class Json {
  private static final int MAX_DEPTH = 64;
  private static final long MAX_TOKENS = 1_000_000;
  private static final int MAX_STRING_CHARS = 16 * 1024 * 1024;

  private final ObjectMapper mapper =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxTokenCount(MAX_TOKENS)
                          .maxStringLength(MAX_STRING_CHARS)
                          .build())
                  .build())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** The text of a value. */
  public String text(Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The tree in {@code text}, or empty when it is not one JSON document within the limits. */
  public Optional<JsonNode> tree(String text) {
    try {
      return Optional.ofNullable(mapper.readTree(text)).filter(node -> !node.isMissingNode());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** A value as a tree. */
  public JsonNode node(Object value) {
    return mapper.valueToTree(value);
  }

  /** The mapper itself, for streaming. */
  public ObjectMapper mapper() {
    return mapper;
  }
}
