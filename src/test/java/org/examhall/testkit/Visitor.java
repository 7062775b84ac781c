package org.examhall.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A browser without a screen: keeps cookies, sends forms as our own pages would (with the code of
 * the page it saw last), follows no redirect. For the tests that need no script.
 */
public final class Visitor {
  private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

  /** Of all visitors: it keeps nothing of them, and each has a thread and connections. */
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final URI origin;
  private final Map<String, String> cookies = new TreeMap<>();
  private String csrf = "";
  private String address = "";

  /** Somebody who comes to {@code origin} for the first time. */
  public Visitor(URI origin) {
    this.origin = origin;
  }

  /** What came back. */
  public record Answer(int status, Map<String, List<String>> headers, String body) {
    /** First value of a header. */
    public Optional<String> header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
    }

    /** Where a redirect leads. */
    public String location() {
      return header("location").orElseThrow();
    }

    /** All cookies set, as on the wire. */
    public List<String> setCookies() {
      return headers.getOrDefault("set-cookie", List.of());
    }
  }

  /** A cookie's value, if the visitor has it. */
  public Optional<String> cookie(String name) {
    return Optional.ofNullable(cookies.get(name));
  }

  /** Brings a cookie along that nobody gave. */
  public Visitor withCookie(String name, String value) {
    cookies.put(name, value);
    return this;
  }

  /** Holds a page whose forms carry this code. */
  public Visitor withForm(String code) {
    csrf = code;
    return this;
  }

  /** The same person with the same cookies, as somebody who sends them elsewhere too. */
  public Visitor like(Visitor other) {
    cookies.putAll(other.cookies);
    csrf = other.csrf;
    return this;
  }

  /** Comes from this address, as a trusted proxy tells it. */
  public Visitor from(String forwardedAddress) {
    address = forwardedAddress;
    return this;
  }

  /** The code that the last page's forms carried. */
  public String csrf() {
    return csrf;
  }

  /** Opens a page. */
  public Answer get(String path) {
    return send(request(path).GET());
  }

  /** Sends a form of the page seen last. */
  public Answer post(String path, Map<String, String> fields) {
    Map<String, String> all = new HashMap<>(fields);
    all.putIfAbsent("csrf", csrf);
    return post(path, all, Map.of("Sec-Fetch-Site", "same-origin"));
  }

  /** Sends a form of the page seen last; {@code fields}, encoded, may have a name twice. */
  public Answer post(String path, String fields) {
    String body = fields + "&csrf=" + encode(csrf);
    return postBody(path, body, Map.of("Sec-Fetch-Site", "same-origin"));
  }

  /** Sends exactly these fields with exactly these headers. */
  public Answer post(String path, Map<String, String> fields, Map<String, String> headers) {
    String body =
        fields.entrySet().stream()
            .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
            .collect(Collectors.joining("&"));
    return postBody(path, body, headers);
  }

  private Answer postBody(String path, String body, Map<String, String> headers) {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return send(request);
  }

  /** A request to send with {@link #send}, with this visitor's cookies. */
  public HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin + path));
    if (!address.isEmpty()) {
      request.header("X-Forwarded-For", address);
    }
    if (!cookies.isEmpty()) {
      String header =
          cookies.entrySet().stream()
              .map(e -> e.getKey() + "=" + e.getValue())
              .collect(Collectors.joining("; "));
      request.header("Cookie", header);
    }
    return request;
  }

  /** Sends and keeps what a browser would. */
  public Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          CLIENT.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
      Answer answer = new Answer(response.statusCode(), response.headers().map(), response.body());
      answer.setCookies().forEach(this::keep);
      Matcher field = CSRF.matcher(answer.body());
      csrf = field.find() ? field.group(1) : csrf;
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void keep(String header) {
    String pair = header.split(";", 2)[0];
    String name = pair.substring(0, pair.indexOf('='));
    if (HttpCookie.parse(header).get(0).getMaxAge() == 0) {
      cookies.remove(name);
    } else {
      cookies.put(name, pair.substring(pair.indexOf('=') + 1));
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
