package org.examhall.demo.lms;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.examhall.demo.lms.lti.SignedLaunch;

/**
 * A form that only needs to be sent.
 *
 * @param method get or post
 * @param url where to
 * @param fields in order
 */
public record Form(String method, URI url, List<Field> fields) {
  /** A name with its value. */
  public record Field(String name, String value) {}

  /** A form with these fields. */
  static Form of(String method, URI url, Map<String, String> fields) {
    List<Field> all = new ArrayList<>();
    fields.forEach((name, value) -> all.add(new Field(name, value)));
    return new Form(method, url, List.copyOf(all));
  }

  /** A launch of LTI 1.1. */
  static Form of(SignedLaunch launch) {
    List<Field> fields =
        launch.fields().stream().map(field -> new Field(field.name(), field.value())).toList();
    return new Form("post", launch.url(), fields);
  }

  /** The value of a field that is there. */
  public String value(String name) {
    return fields.stream()
        .filter(field -> field.name().equals(name))
        .map(Field::value)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the form has no " + name));
  }

  /** The fields as the browser would send them. */
  public String encoded() {
    return fields.stream()
        .map(field -> encode(field.name()) + "=" + encode(field.value()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
