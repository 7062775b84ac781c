package org.examhall.web.lti;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.examhall.core.consumer.AddLti11Consumer;
import org.examhall.core.consumer.Consumers;
import org.examhall.core.consumer.Lti11Keys;
import org.examhall.demo.lms.lti.LaunchSigner;
import org.examhall.demo.lms.lti.OAuth;
import org.examhall.demo.lms.lti.SignedLaunch;
import org.examhall.demo.lms.lti.Tool;
import org.examhall.kernel.crypto.SecretBox;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.World;

/** An LMS that launches into the running site, signing with the demo LMS's code. */
public final class Platform {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final RunningApp site;
  private final Tool tool;

  private Platform(RunningApp site, Tool tool) {
    this.site = site;
    this.tool = tool;
  }

  /** A platform whose key the site knows. */
  public static Platform known(World world, RunningApp site) {
    String key = World.name("key");
    SecretBox box = new SecretBox(site.config().secretKeys());
    AddLti11Consumer add = new AddLti11Consumer(new Consumers(), new Lti11Keys(box));
    world.db().run(tx -> add.run(tx, "School", key, "secret"));
    return with(site, key, "secret");
  }

  /** A platform with any key and secret. */
  static Platform with(RunningApp site, String key, String secret) {
    return new Platform(site, new Tool(site.app().resolve("/lti11/launch"), key, secret));
  }

  /** The parameters of an ordinary launch of a learner. */
  public static Map<String, String> ordinary() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("lti_message_type", "basic-lti-launch-request");
    fields.put("lti_version", "LTI-1p0");
    fields.put("resource_link_id", World.name("link"));
    fields.put("context_id", World.name("course"));
    fields.put("user_id", World.name("user"));
    fields.put("lis_person_name_full", "Ann Student");
    fields.put("roles", "Learner");
    return fields;
  }

  /** The same platform, launching into another process of the site. */
  public Platform at(RunningApp other) {
    return with(other, tool.key(), tool.secret());
  }

  /** The same platform, whose administrator typed in another address for the tool. */
  Platform signingFor(URI launchUrl) {
    return new Platform(site, new Tool(launchUrl, tool.key(), tool.secret()));
  }

  /** What names it. */
  public String key() {
    return tool.key();
  }

  String form(Map<String, String> fields) {
    return form(fields, Instant.now());
  }

  String form(Map<String, String> fields, Instant now) {
    return LaunchSigner.sign(tool, OAuth.Method.HMAC_SHA1, now, fields).formEncoded();
  }

  /** The ordinary launch with one more field, whose name it may have already. */
  String formWith(String name, String value) {
    List<OAuth.Parameter> fields = new ArrayList<>();
    for (OAuth.Parameter field :
        LaunchSigner.sign(tool, OAuth.Method.HMAC_SHA1, Instant.now(), ordinary()).fields()) {
      if (!field.name().equals("oauth_signature")) {
        fields.add(field);
      }
    }
    fields.add(OAuth.Parameter.of(name, value));
    String signature =
        OAuth.sign(OAuth.Method.HMAC_SHA1, "POST", tool.launchUrl(), fields, tool.secret());
    fields.add(OAuth.Parameter.of("oauth_signature", signature));
    return new SignedLaunch(tool.launchUrl(), fields).formEncoded();
  }

  /** A launch that is signed by another method, or at another time. */
  public HttpResponse<String> launch(
      Map<String, String> fields, OAuth.Method method, Instant signedAt) {
    return post(LaunchSigner.sign(tool, method, signedAt, fields).formEncoded());
  }

  /** An ordinary launch. */
  public HttpResponse<String> launch(Map<String, String> fields) {
    return post(form(fields));
  }

  HttpResponse<String> post(String form) {
    return send(
        HttpRequest.newBuilder(tool.launchUrl())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  /** A page of the site, with a cookie unless it is empty. */
  public HttpResponse<String> get(String path, String cookie) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(site.app() + path));
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    return send(request);
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
