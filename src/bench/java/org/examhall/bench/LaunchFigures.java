package org.examhall.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.examhall.demo.lms.lti.LaunchSigner;
import org.examhall.demo.lms.lti.OAuth;
import org.examhall.demo.lms.lti.Tool;

/**
 * B7: what a student's way from the LMS into the running exam costs: the signed launch, the front
 * page, Start, the ticket's trade and hello.
 */
final class LaunchFigures {
  private static final String LINK = "bench-link";
  private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");
  private static final Pattern START =
      Pattern.compile(
          "action=\"([^\"]+)\"[^>]*>(?:(?!</form>).)*data-action=\"start\"", Pattern.DOTALL);
  private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

  private final Rig rig;
  private final Process web;
  private final Tool tool;
  private final HttpClient client = HttpClient.newHttpClient();

  LaunchFigures(Rig rig, Process web) {
    this.rig = rig;
    this.web = web;
    this.tool = new Tool(URI.create(rig.app() + "/lti11/launch"), "bench", "bench secret");
    rig.run(
        tool.secret(),
        "consumer",
        "add",
        "--lti11",
        "--title",
        "Bench",
        "--key",
        tool.key(),
        "--secret-stdin");
    launch(0); // makes the course and the link
    new Seats(rig.databaseUrl(), rig.postgres()).openBy(LINK);
  }

  Map<String, Double> run(int launches) {
    for (int i = 1; i <= launches / 4; i++) {
      complete(i);
    }
    long before = cpuMillis();
    for (int i = 1; i <= launches; i++) {
      complete(launches + i);
    }
    return Map.of("B7.lti11", (double) (cpuMillis() - before) / launches);
  }

  private long cpuMillis() {
    return ProcessUse.cpuMillis(web.toHandle()) + ProcessUse.cpuMillis(rig.postmaster());
  }

  private void complete(int user) {
    HttpResponse<String> launched = launch(user);
    String cookie = launched.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    String home = launched.headers().firstValue("Location").orElseThrow();
    String page = send(request(rig.app() + home).header("Cookie", cookie).GET(), 200).body();
    HttpRequest.Builder start =
        request(rig.app() + group(START, page))
            .header("Cookie", cookie)
            .header("Sec-Fetch-Site", "same-origin")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "csrf=" + URLEncoder.encode(group(CSRF, page), StandardCharsets.UTF_8)));
    String player = send(start, 303).headers().firstValue("Location").orElseThrow();
    String ticket = player.substring(player.indexOf("#t=") + 3);
    String session = post("/play/session", "{\"v\":1,\"ticket\":\"" + ticket + "\"}", "");
    post("/play/message", "{\"t\":\"hello\",\"v\":1,\"epoch\":0}", group(TOKEN, session));
  }

  private String post(String path, String json, String token) {
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

  private HttpResponse<String> launch(int user) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("lti_message_type", "basic-lti-launch-request");
    fields.put("lti_version", "LTI-1p0");
    fields.put("resource_link_id", LINK);
    fields.put("context_id", "bench-course");
    fields.put("user_id", "bench-user-" + user);
    fields.put("lis_person_name_full", "Student " + user);
    fields.put("roles", "Learner");
    String form =
        LaunchSigner.sign(tool, OAuth.Method.HMAC_SHA1, Instant.now(), fields).formEncoded();
    return send(
        request(tool.launchUrl().toString())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)),
        303);
  }

  private static HttpRequest.Builder request(String address) {
    return HttpRequest.newBuilder(URI.create(address)).header("User-Agent", "bench");
  }

  private HttpResponse<String> send(HttpRequest.Builder builder, int wanted) {
    HttpRequest request = builder.build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != wanted) {
        throw new IllegalStateException(
            request + " gave " + response.statusCode() + "\n" + response.body());
      }
      return response;
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
