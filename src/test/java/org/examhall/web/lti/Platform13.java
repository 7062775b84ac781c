package org.examhall.web.lti;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.examhall.core.consumer.Lti13Platform;
import org.examhall.core.consumer.Lti13Registration;
import org.examhall.core.consumer.Lti13Rules;
import org.examhall.demo.lms.DemoLms;
import org.examhall.demo.lms.Form;
import org.examhall.demo.lms.Launch13;
import org.examhall.demo.lms.lti.Tool;
import org.examhall.demo.lms.lti13.Registration;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.Visitor.Answer;
import org.examhall.testkit.World;

/** The demo LMS as a platform of LTI 1.3 that the running site knows, and browsers that launch. */
public final class Platform13 implements AutoCloseable {
  private static final String DEPLOYMENT = "1";

  private final World world;
  private final RunningApp site;
  private final DemoLms lms;
  private final Lti13Registration registration;

  private Platform13(World world, RunningApp site, DemoLms lms, Lti13Registration registration) {
    this.world = world;
    this.site = site;
    this.lms = lms;
    this.registration = registration;
  }

  /** A platform by the usual rules. */
  public static Platform13 known(World world, RunningApp site) {
    return known(world, site, Lti13Rules.USUAL);
  }

  /** A platform by these rules. */
  public static Platform13 known(World world, RunningApp site, Lti13Rules rules) {
    DemoLms lms =
        DemoLms.start(
            DemoLms.Options.forTest(
                new Tool(site.app().resolve("/lti11/launch"), "unused", "unused")));
    String client = World.name("client");
    lms.platform()
        .connect(
            Registration.of(
                client,
                DEPLOYMENT,
                site.app().resolve("/lti13/login"),
                site.app().resolve("/lti13/launch"),
                site.app().resolve("/lti13/jwks")));
    return new Platform13(world, site, lms, world.registration(platform(lms, client), rules));
  }

  private static Lti13Platform platform(DemoLms lms, String client) {
    return new Lti13Platform(
        lms.url().toString(),
        client,
        lms.url() + "/lti13/auth",
        lms.url() + "/lti13/token",
        lms.url() + "/lti13/keys",
        lms.platform().audience(),
        "");
  }

  /** The LMS. */
  public DemoLms lms() {
    return lms;
  }

  /** What the site knows of it. */
  public Lti13Registration registration() {
    return registration;
  }

  /** A launch of a student into the first exam. */
  public Launch13 student() {
    return lms.launch13(lms.course().students().get(0), lms.course().activities().get(0));
  }

  /** A launch of the teacher into the first exam. */
  public Launch13 teacher() {
    return lms.launch13(lms.course().teacher(), lms.course().activities().get(0));
  }

  /** Somebody's browser. */
  public Visitor browser() {
    return new Visitor(site.app());
  }

  /** Starts a launch in a browser: what the tool answered to the login. */
  public Answer begin(Visitor browser, Launch13 launch) {
    Form login = launch.login();
    return login.method().equals("get")
        ? browser.get(login.url().getPath() + "?" + login.encoded())
        : post(browser, login);
  }

  /** The platform's answer to the login that the browser was sent on with. */
  public Form authorised(Answer begun) {
    return lms.answer(URI.create(begun.location()));
  }

  /** The whole launch in a browser: what the tool answered to the token. */
  public Answer launch(Visitor browser, Launch13 launch) {
    return post(browser, authorised(begin(browser, launch)));
  }

  /** The whole launch in a new browser. */
  public Answer launch(Launch13 launch) {
    return launch(browser(), launch);
  }

  /** Posts a form as a page of the platform would. */
  public Answer post(Visitor browser, Form form) {
    return browser.post(form.url().getPath(), fields(form), Map.of());
  }

  /** The fields of a form. */
  static Map<String, String> fields(Form form) {
    return form.fields().stream().collect(Collectors.toMap(Form.Field::name, Form.Field::value));
  }

  /** The parameters that a redirect carries. */
  static Map<String, String> query(Answer redirect) {
    Map<String, String> values = new HashMap<>();
    for (String pair : URI.create(redirect.location()).getRawQuery().split("&")) {
      String[] parts = pair.split("=", 2);
      values.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return values;
  }

  /** How many launches the site has of this platform. */
  public long launches() {
    return world
        .db()
        .tx(
            tx ->
                tx.only(
                    """
                    select count(*) as n
                      from launch l
                      join lti13_deployment d on d.id = l.lti13_deployment_id
                     where d.registration_id = ?
                    """,
                    row -> row.longAt("n"),
                    registration.id()));
  }

  /** The names of the refusals that were kept last, newest first. */
  public List<String> refusals(int most) {
    return world
        .db()
        .tx(
            tx ->
                tx.list(
                    "select fault from launch_refusal order by id desc limit ?",
                    row -> row.text("fault"),
                    most));
  }

  @Override
  public void close() {
    lms.close();
  }
}
