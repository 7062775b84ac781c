package org.examhall.demo.lms;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.examhall.demo.lms.http.Call;
import org.examhall.demo.lms.lti13.Quirk;
import org.examhall.demo.lms.lti13.Refused;

/**
 * A part of a long list, and where the next part is.
 *
 * <p>Source: RFC 8288; AGS 2.0 section 3.2.4, NRPS 2.0 section 2.4.2.
 */
final class Paging {
  private static final String FROM = "from";
  private static final int MOST = 1_000;

  private final Platform platform;
  private final Call call;
  private final int from;
  private final int limit;

  /**
   * The part that a request asks for.
   *
   * @param usual how many there are in a part when the request does not say
   */
  Paging(Platform platform, Call call, int usual) {
    this.platform = platform;
    this.call = call;
    this.from = number(FROM, 0);
    this.limit = Math.min(MOST, Math.max(1, number("limit", usual)));
  }

  <T> List<T> part(List<T> all) {
    int start = Math.min(from, all.size());
    return all.subList(start, Math.min(all.size(), start + limit));
  }

  /** The Link header's value; empty for the last part. */
  Optional<String> next(int size) {
    return from + limit < size ? Optional.of(link(target(), "next")) : Optional.empty();
  }

  /** A link of any relation, the way this platform writes it. */
  String link(String target, String relation) {
    if (!platform.has(Quirk.LINK_CURLY)) {
      return "<" + target + ">; rel=\"" + relation + "\"";
    }
    String moodles = "<" + target.replace("&", "&amp;") + ">; rel=“" + relation + "”";
    byte[] raw = moodles.getBytes(StandardCharsets.UTF_8);
    return new String(raw, StandardCharsets.ISO_8859_1); // as the server writes headers
  }

  private String target() {
    Map<String, String> query = new LinkedHashMap<>(call.query());
    query.put(FROM, Integer.toString(from + limit));
    query.put("limit", Integer.toString(limit));
    Function<String, String> encode = text -> URLEncoder.encode(text, StandardCharsets.UTF_8);
    List<String> pairs = new ArrayList<>();
    query.forEach((name, value) -> pairs.add(encode.apply(name) + "=" + encode.apply(value)));
    String path = call.exchange().getRequestURI().getRawPath();
    return platform.at(path + "?" + pairs.stream().collect(Collectors.joining("&"))).toString();
  }

  private int number(String name, int otherwise) {
    String text = call.query().getOrDefault(name, "");
    Refused.unless(text.matches("\\d{0,6}"), 400, "", name + " is not a number");
    return text.isEmpty() ? otherwise : Integer.parseInt(text);
  }
}
