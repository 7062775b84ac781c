package org.examhall.lti;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One recorded exchange of {@code src/test/resources/moodle}. */
public record Recording(String name, JsonNode json) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** All whose name begins like this, by name. */
  public static Stream<Recording> all(String prefix) {
    return names().stream().filter(name -> name.startsWith(prefix)).map(Recording::named);
  }

  /** The names of all files that lie there. */
  static SortedSet<String> names() {
    try (Stream<Path> files = Files.list(Path.of(Recording.class.getResource("/moodle").toURI()))) {
      return files
          .map(file -> file.getFileName().toString().replaceFirst("\\.json$", ""))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The one of this name. */
  public static Recording named(String name) {
    return new Recording(name, read(name));
  }

  /** The secret of one of the recording's keys, or some other text for a key it does not know. */
  public static String secretOf(String consumerKey) {
    return read("keys").path(consumerKey).asText("unknown");
  }

  /** Absolute, as sent. */
  public String url() {
    return json.at("/request/url").asText();
  }

  /** What was sent. */
  public byte[] requestBody() {
    return json.at("/request/body").asText().getBytes(StandardCharsets.UTF_8);
  }

  /** What was answered. */
  public byte[] responseBody() {
    return json.at("/response/body").asText().getBytes(StandardCharsets.UTF_8);
  }

  /** First value of a header of the request. */
  public Optional<String> header(String name) {
    for (JsonNode pair : json.at("/request/headers")) {
      if (pair.get(0).asText().equalsIgnoreCase(name)) {
        return Optional.of(pair.get(1).asText());
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return name;
  }

  private static JsonNode read(String name) {
    try (InputStream file = Recording.class.getResourceAsStream("/moodle/" + name + ".json")) {
      return JSON.readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
