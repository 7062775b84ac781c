package org.examhall.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.examhall.bench.Seats.Seat;
import org.examhall.demo.lms.DemoLms;
import org.examhall.demo.lms.Form;
import org.examhall.demo.lms.Launch13;
import org.examhall.demo.lms.lti.SignedLaunch;

/**
 * A student's way from the LMS into the exam: the signed launch, the front page, Start, and the
 * ticket's trade for a token. Threads: any.
 */
final class Entry {
  private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");
  private static final Pattern START =
      Pattern.compile(
          "action=\"([^\"]+)\"[^>]*>(?:(?!</form>).)*data-action=\"start\"", Pattern.DOTALL);
  private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");
  private static final Pattern ATTEMPT = Pattern.compile("\"attempt\":\"([^\"]+)\"");

  private final Rig rig;
  private final HttpClient client = HttpClient.newHttpClient();

  Entry(Rig rig) {
    this.rig = rig;
  }

  /** A front page, and the cookie that came before it. */
  record Arrival(String cookie, String page) {}

  /** Launches, starts an attempt and gets its token. */
  Seat start(Invitation invitation) {
    return begin(arrive(invitation));
  }

  /** Launches, until the front page is there. */
  Arrival arrive(Invitation invitation) {
    HttpResponse<String> launched = invitation.follow(this);
    String cookie = cookie(launched);
    String home = launched.headers().firstValue("Location").orElseThrow();
    return new Arrival(cookie, page(home, cookie));
  }

  /** Starts an attempt and gets its token. */
  Seat begin(Arrival arrival) {
    String session = session(arrival);
    return new Seat(Long.parseLong(group(ATTEMPT, session)), group(TOKEN, session));
  }

  /** Starts an attempt; what the player is told of it. */
  String session(Arrival arrival) {
    String page = arrival.page();
    HttpRequest.Builder start =
        form(rig.app() + group(START, page), "csrf=" + URLEncoder.encode(group(CSRF, page), UTF_8))
            .header("Cookie", arrival.cookie())
            .header("Sec-Fetch-Site", "same-origin");
    String player = send(start, 303).headers().firstValue("Location").orElseThrow();
    String ticket = player.substring(player.indexOf("#t=") + 3);
    return post("/play/session", "{\"v\":1,\"ticket\":\"" + ticket + "\"}", "");
  }

  /** Posts a launch of LTI 1.1. */
  HttpResponse<String> launch(SignedLaunch signed) {
    return send(form(signed.url().toString(), signed.formEncoded()), 303);
  }

  /** Posts a login of LTI 1.3, and what the platform makes of the answer to it. */
  HttpResponse<String> launch(DemoLms lms, Launch13 launch) {
    Form login = launch.login();
    HttpResponse<String> begun = send(form(login.url().toString(), login.encoded()), 302);
    Form token = lms.answer(URI.create(begun.headers().firstValue("Location").orElseThrow()));
    return send(form(token.url().toString(), token.encoded()).header("Cookie", cookie(begun)), 303);
  }

  /** A page of the app. */
  String page(String path, String cookie) {
    return send(request(rig.app() + path).header("Cookie", cookie).GET(), 200).body();
  }

  /** The same, whatever the answer is. */
  HttpResponse<String> look(String path, String cookie) {
    return send(request(rig.app() + path).header("Cookie", cookie).GET());
  }

  /** A file of the player's server, whatever the answer is. */
  HttpResponse<String> content(String path) {
    return send(request(rig.content() + path).GET());
  }

  /** Sends a file by the form whose action this is. */
  HttpResponse<String> upload(String action, String cookie, byte[] file) {
    String head =
        "--b\r\nContent-Disposition: form-data; name=\"package\"; filename=\"exam.zip\"\r\n"
            + "Content-Type: application/zip\r\n\r\n";
    List<byte[]> parts = List.of(head.getBytes(UTF_8), file, "\r\n--b--\r\n".getBytes(UTF_8));
    return send(
        request(rig.app() + action)
            .header("Cookie", cookie)
            .header("Sec-Fetch-Site", "same-origin")
            .header("Content-Type", "multipart/form-data; boundary=b")
            .POST(HttpRequest.BodyPublishers.ofByteArrays(parts)));
  }

  /** What shows that later requests come from the same launch, or login. */
  static String cookie(HttpResponse<String> launched) {
    return launched.headers().allValues("Set-Cookie").stream()
        .filter(cookie -> !cookie.contains("Max-Age=0")) // the login's is taken back
        .findFirst()
        .orElseThrow()
        .split(";")[0];
  }

  /** A message to the player's server; {@code token} may be empty. */
  String post(String path, String json, String token) {
    HttpRequest.Builder builder =
        request(rig.content() + path)
            .header("Origin", rig.content())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json));
    if (!token.isEmpty()) {
      builder.header("Authorization", "Bearer " + token);
    }
    return send(builder, 200).body();
  }

  private static HttpRequest.Builder form(String address, String encoded) {
    return request(address)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(encoded));
  }

  private static HttpRequest.Builder request(String address) {
    return HttpRequest.newBuilder(URI.create(address)).header("User-Agent", "bench");
  }

  private HttpResponse<String> send(HttpRequest.Builder builder, int wanted) {
    HttpResponse<String> response = send(builder);
    if (response.statusCode() != wanted) {
      throw new IllegalStateException(
          response.request() + " gave " + response.statusCode() + "\n" + response.body());
    }
    return response;
  }

  private HttpResponse<String> send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(request.toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String group(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("no " + pattern + " in " + text);
    }
    return matcher.group(1);
  }
}
