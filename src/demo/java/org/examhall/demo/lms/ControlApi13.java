package org.examhall.demo.lms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.examhall.demo.lms.http.Call;
import org.examhall.demo.lms.http.HttpProblem;
import org.examhall.demo.lms.http.Reply;
import org.examhall.demo.lms.lti13.Message;
import org.examhall.demo.lms.lti13.Personality;
import org.examhall.demo.lms.lti13.Quirk;
import org.examhall.demo.lms.lti13.Registration;
import org.examhall.demo.lms.lti13.Signing;

/** What programs outside the JVM do with the platform of LTI 1.3. JSON in and out. */
final class ControlApi13 {
  private final DemoLms lms;
  private final Platform platform;
  private final RegistrationService registrations;

  ControlApi13(DemoLms lms, RegistrationService registrations) {
    this.lms = lms;
    this.registrations = registrations;
    this.platform = lms.platform();
  }

  /**
   * What there is to know of the platform.
   *
   * <p>{@code keySet} is the address, not the keys.
   */
  static Map<String, Object> state(Platform platform) {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("issuer", platform.issuer());
    state.put("configuration", platform.at("/.well-known/openid-configuration").toString());
    state.put("authorization", platform.at("/lti13/auth").toString());
    state.put("token", platform.at("/lti13/token").toString());
    state.put("audience", platform.audience());
    state.put("keySet", platform.at("/lti13/keys").toString());
    platform.registration().ifPresent(tool -> state.put("tool", tool));
    platform.registration().ifPresent(tool -> state.put("deployment", platform.deployment()));
    state.put("personality", platform.personality().label());
    state.put("quirks", platform.quirks().stream().map(Quirk::label).toList());
    state.put("counters", platform.log().counters());
    state.put("lineItems", platform.columns().lineItems());
    state.put("results", platform.columns().results());
    state.put("personalities", labels(Personality.values()));
    state.put("allQuirks", labels(Quirk.values()));
    state.put("services", labels(Service.values()));
    state.put("troubles", labels(Trouble.values()));
    return state;
  }

  /**
   * {@code {clientId, deployment?, loginUrl, launchUrl, keySetUrl, redirectUris?, selectionUrl?}};
   * gives what {@link #state} does.
   */
  Reply connect(Call call) {
    JsonNode wish = Json.object(call);
    URI launch = URI.create(Json.text(wish, "launchUrl"));
    List<String> redirects = texts(wish.path("redirectUris"));
    platform.connect(
        new Registration(
            Json.text(wish, "clientId"),
            optional(wish, "deployment").orElse("1"),
            URI.create(Json.text(wish, "loginUrl")),
            redirects.isEmpty() ? List.of(launch.toString()) : redirects,
            launch,
            optional(wish, "selectionUrl").map(URI::create).orElse(launch),
            URI.create(Json.text(wish, "keySetUrl"))));
    return Json.reply(state(platform));
  }

  /** {@code {url}}: gives {@code {url}}, the tool's page with all that it needs to register. */
  Reply invite(Call call) {
    URI page = URI.create(Json.text(Json.object(call), "url"));
    return Json.reply(Map.of("url", registrations.begin(page)));
  }

  /** {@code {person, activity?, …}}: see docs/reference/demo-lms.md. */
  Reply launch(Call call) {
    JsonNode wish = Json.object(call);
    if (wish.hasNonNull("auth")) {
      return form(lms.answer(URI.create(Json.text(wish, "auth"))));
    }
    Launch13 launch = changed(launch(wish), wish);
    if (!wish.hasNonNull("nonce")) {
      return form(launch.login());
    }
    String redirect = optional(wish, "redirectUri").orElse(platform.tool().redirectUris().get(0));
    String state = optional(wish, "state").orElse("");
    return form(launch.answer(URI.create(redirect), Json.text(wish, "nonce"), state));
  }

  /** {@code {personality?, add?: [quirk], remove?: [quirk]}}. */
  Reply behaveLike(Call call) {
    JsonNode wish = Json.object(call);
    optional(wish, "personality")
        .map(label -> Personality.find(label).orElseThrow(() -> unknown("personality")))
        .ifPresent(platform::behaveLike);
    texts(wish.path("add")).stream().map(ControlApi13::quirk).forEach(platform::add);
    texts(wish.path("remove")).stream().map(ControlApi13::quirk).forEach(platform::remove);
    return Json.reply(state(platform));
  }

  /** {@code {version, activity?}}; without an activity for new ones. */
  Reply openBy(Call call) {
    JsonNode wish = Json.object(call);
    Version version =
        Version.find(Json.text(wish, "version")).orElseThrow(() -> unknown("version"));
    if (wish.hasNonNull("activity")) {
      return Json.reply(lms.course().openBy(activity(wish), version));
    }
    lms.course().openNewBy(version);
    return Json.reply(Map.of());
  }

  /** {@code {rotate?: true, withdrawOld?: true}}. */
  Reply changeKeys(Call call) {
    JsonNode wish = Json.object(call);
    if (wish.path("rotate").asBoolean()) {
      platform.keys().rotate();
    }
    if (wish.path("withdrawOld").asBoolean()) {
      platform.keys().withdrawOld();
    }
    platform.keep();
    return Json.reply(Map.of());
  }

  /** {@code {lifetimeSeconds?, revoke?: true}}. */
  Reply changeTokens(Call call) {
    JsonNode wish = Json.object(call);
    if (wish.hasNonNull("lifetimeSeconds")) {
      platform.tokens().lifetime(Duration.ofSeconds(wish.path("lifetimeSeconds").asLong()));
    }
    if (wish.path("revoke").asBoolean()) {
      platform.tokens().revokeAll();
    }
    return Json.reply(Map.of());
  }

  /** {@code {counters, latest}}. */
  Reply services(Call call) {
    ServiceLog log = platform.log();
    return Json.reply(Map.of("counters", log.counters(), "latest", log.latest()));
  }

  Reply forgetServices(Call call) {
    platform.log().clear();
    return Json.reply(Map.of());
  }

  /** The scores that were received, each with what became of it. */
  Reply scores(Call call) {
    return Json.reply(platform.log().latest(Service.SCORES).stream().map(this::score).toList());
  }

  private ObjectNode score(ServiceCall call) {
    ObjectNode all = Json.MAPPER.valueToTree(call);
    all.set("body", Json.lenient(call.body().getBytes(StandardCharsets.UTF_8)));
    return all;
  }

  private Launch13 launch(JsonNode wish) {
    String message = optional(wish, "messageType").orElse(Message.RESOURCE_LINK);
    Person person =
        lms.course()
            .findPerson(Json.text(wish, "person"))
            .orElseThrow(() -> new HttpProblem(404, "There is no such person."));
    return lms.launch13(message, person, activity(wish));
  }

  private static Launch13 changed(Launch13 launch, JsonNode wish) {
    wish.path("set").properties().forEach(e -> launch.with(e.getKey(), value(e.getValue())));
    texts(wish.path("drop")).forEach(launch::without);
    wish.path("header")
        .properties()
        .forEach(e -> launch.withHeader(e.getKey(), value(e.getValue())));
    texts(wish.path("dropHeader")).forEach(launch::withoutHeader);
    wish.path("login")
        .properties()
        .forEach(e -> launch.withLogin(e.getKey(), e.getValue().asText()));
    texts(wish.path("dropLogin")).forEach(launch::withoutLogin);
    optional(wish, "signing").map(ControlApi13::signing).ifPresent(launch::signedWith);
    optional(wish, "at").map(Long::parseLong).map(Instant::ofEpochSecond).ifPresent(launch::at);
    return launch;
  }

  private Activity activity(JsonNode wish) {
    return lms.course()
        .findActivity(optional(wish, "activity").orElse("exam-1"))
        .orElseThrow(() -> new HttpProblem(404, "There is no such activity."));
  }

  private static Reply form(Form form) {
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("method", form.method());
    reply.put("url", form.url().toString());
    reply.put("fields", form.fields().stream().map(f -> List.of(f.name(), f.value())).toList());
    reply.put("body", form.encoded());
    return Json.reply(reply);
  }

  private static Object value(JsonNode node) {
    return Json.MAPPER.convertValue(node, Object.class);
  }

  private static Quirk quirk(String label) {
    return Quirk.find(label).orElseThrow(() -> unknown("quirk"));
  }

  private static Signing signing(String label) {
    return Arrays.stream(Signing.values())
        .filter(known -> label(known).equals(label))
        .findFirst()
        .orElseThrow(() -> unknown("signing"));
  }

  private static HttpProblem unknown(String what) {
    return new HttpProblem(400, "There is no such " + what + ".");
  }

  private static List<String> labels(Enum<?>... values) {
    return Arrays.stream(values).map(ControlApi13::label).toList();
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static Optional<String> optional(JsonNode object, String name) {
    return object.hasNonNull(name) ? Optional.of(object.get(name).asText()) : Optional.empty();
  }
}
