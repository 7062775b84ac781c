package org.examhall.demo.lms;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.demo.lms.http.Call;
import org.examhall.demo.lms.http.HttpProblem;
import org.examhall.demo.lms.http.Reply;
import org.examhall.demo.lms.http.Router;
import org.examhall.demo.lms.lti.OAuth;
import org.examhall.demo.lms.lti.SignedLaunch;
import org.examhall.demo.lms.lti.Tool;

/**
 * What programs outside the JVM do with the demo LMS: look, add, sign launches, order trouble.
 *
 * <p>JSON in and out. Only for programs: a page in a browser, which sends Origin or a Host of its
 * own, is refused, so that no web site can use it through its visitor.
 */
final class ControlApi {
  private final DemoLms lms;
  private final Course course;

  ControlApi(DemoLms lms) {
    this.lms = lms;
    this.course = lms.course();
  }

  /** The handler, for programs alone. */
  Router.Handler guarded(Router.Handler handler) {
    return call -> {
      boolean ours = call.header("Host").orElse("").equals(lms.url().getAuthority());
      if (!ours || call.header("Origin").isPresent() || isCrossSite(call)) {
        throw new HttpProblem(403, "The control API is not for web pages.");
      }
      return handler.handle(call);
    };
  }

  Reply state(Call call) {
    return Json.reply(
        Map.of(
            "version", course.version().label(),
            "lti13", ControlApi13.state(lms.platform()),
            "tool", lms.tool().launchUrl().toString(),
            "key", lms.tool().key(),
            "people", course.people(),
            "activities", course.activities(),
            "counters", lms.outcomes().counters(),
            "behaviours", Arrays.stream(Behaviour.values()).map(Behaviour::label).toList()));
  }

  Reply grades(Call call) {
    return Json.reply(course.grades());
  }

  /** {@code {counters, latest}}. */
  Reply outcomes(Call call) {
    return Json.reply(
        Map.of("counters", lms.outcomes().counters(), "latest", lms.outcomes().latest()));
  }

  Reply forgetOutcomes(Call call) {
    lms.outcomes().clear();
    return done();
  }

  /** {@code {behaviour, activity?, person?, times?, millis?}}, or with {@code service}. */
  Reply behave(Call call) {
    JsonNode order = Json.object(call);
    if (order.hasNonNull("service")) {
      return behaveAsService(order);
    }
    Behaviour behaviour =
        Behaviour.find(Json.text(order, "behaviour"))
            .orElseThrow(() -> new HttpProblem(400, "There is no such behaviour."));
    lms.orders()
        .add(
            new Orders.Order(
                behaviour,
                optional(order, "activity"),
                optional(order, "person"),
                order.path("times").asInt(),
                order.path("millis").asInt()));
    return done();
  }

  private Reply behaveAsService(JsonNode order) {
    String service = Json.text(order, "service");
    if (!service.equals("all") && Service.find(service).isEmpty()) {
      throw new HttpProblem(400, "There is no such service.");
    }
    Trouble trouble =
        Trouble.find(Json.text(order, "behaviour"))
            .orElseThrow(() -> new HttpProblem(400, "There is no such behaviour."));
    lms.platform()
        .orders()
        .add(
            new ServiceOrders.Order(
                trouble,
                Service.find(service),
                optional(order, "person"),
                order.path("times").asInt(),
                order.path("millis").asInt()));
    return done();
  }

  Reply behaveWell(Call call) {
    lms.orders().clear();
    lms.platform().orders().clear();
    return done();
  }

  /** {@code {id, given, family, teacher?}}. */
  Reply addPerson(Call call) {
    JsonNode person = Json.object(call);
    boolean teacher = person.path("teacher").asBoolean();
    return Json.reply(
        course.addPerson(
            new Person(
                Json.text(person, "id"),
                Json.text(person, "given"),
                Json.text(person, "family"),
                teacher ? Person.Role.INSTRUCTOR : Person.Role.LEARNER)));
  }

  /** Takes somebody out of the course. */
  Reply removePerson(Call call) {
    course.removePerson(call.path("person"));
    return done();
  }

  /** {@code {title}}. */
  Reply addActivity(Call call) {
    return Json.reply(course.addActivity(Json.text(Json.object(call), "title")));
  }

  /** {@code {url?, key?, secret?}}. */
  Reply connect(Call call) {
    lms.connect(changed(lms.tool(), Json.object(call)));
    return done();
  }

  /** {@code {aheadSeconds}}. */
  Reply skewClock(Call call) {
    lms.skewClock(Duration.ofSeconds(Json.object(call).path("aheadSeconds").asLong()));
    return done();
  }

  /**
   * {@code {person, activity, set?: {name: value}, drop?: [name], method?, at?, url?, key?,
   * secret?}}; gives {@code {url, fields: [[name, value]], body}}.
   */
  Reply launch(Call call) {
    JsonNode wish = Json.object(call);
    Launch launch = lms.launch(person(wish), activity(wish)).to(changed(lms.tool(), wish));
    wish.path("set").fields().forEachRemaining(e -> launch.with(e.getKey(), e.getValue().asText()));
    wish.path("drop").forEach(name -> launch.without(name.asText()));
    optional(wish, "method").map(ControlApi::method).ifPresent(launch::signedWith);
    optional(wish, "at").map(Long::parseLong).map(Instant::ofEpochSecond).ifPresent(launch::at);
    SignedLaunch signed = launch.sign();
    return Json.reply(
        Map.of(
            "url", signed.url().toString(),
            "fields", signed.fields().stream().map(f -> List.of(f.name(), f.value())).toList(),
            "body", signed.formEncoded()));
  }

  private Person person(JsonNode wish) {
    return course
        .findPerson(Json.text(wish, "person"))
        .orElseThrow(() -> new HttpProblem(404, "There is no such person."));
  }

  private Activity activity(JsonNode wish) {
    return course
        .findActivity(Json.text(wish, "activity"))
        .orElseThrow(() -> new HttpProblem(404, "There is no such activity."));
  }

  private static Tool changed(Tool tool, JsonNode wish) {
    return new Tool(
        optional(wish, "url").map(URI::create).orElse(tool.launchUrl()),
        optional(wish, "key").orElse(tool.key()),
        optional(wish, "secret").orElse(tool.secret()));
  }

  private static OAuth.Method method(String label) {
    return Arrays.stream(OAuth.Method.values())
        .filter(method -> method.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new HttpProblem(400, "There is no such method."));
  }

  private static Optional<String> optional(JsonNode object, String name) {
    return object.hasNonNull(name) ? Optional.of(object.get(name).asText()) : Optional.empty();
  }

  private static boolean isCrossSite(Call call) {
    return call.header("Sec-Fetch-Site").orElse("none").equals("cross-site");
  }

  private static Reply done() {
    return Json.reply(Map.of());
  }
}
