package org.examhall.demo.lms;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.examhall.demo.lms.http.Call;
import org.examhall.demo.lms.http.Router;
import org.examhall.demo.lms.lti.SourcedIds;
import org.examhall.demo.lms.lti.Tool;
import org.examhall.demo.lms.lti13.Message;
import org.examhall.demo.lms.lti13.Quirk;

/**
 * The demo LMS, running: on a loopback address of its own, so that browsers see another site than
 * the tool's.
 *
 * <p>Tests use the methods; programs outside use the same through {@code /control}. Threads: any.
 */
public final class DemoLms implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(DemoLms::daemon);
  private final Course course;
  private final SourcedIds names;
  private final AdjustableClock clock = new AdjustableClock(Clock.systemUTC());
  private final Orders orders = new Orders();
  private final OutcomeLog outcomes = new OutcomeLog();
  private final Platform platform;
  private final LaunchClaims claims;
  private final Templates templates = new Templates();
  private final LoginService login;
  private final Selections selections = new Selections();
  private volatile Tool tool;

  /**
   * How the LMS is to be.
   *
   * @param port 0 for any free one
   * @param file keeps the course between runs; empty to forget it
   * @param samples a folder with exam packages that the teacher is offered; empty for none
   */
  public record Options(
      String host, int port, Optional<Path> file, Tool tool, Optional<Path> samples) {
    /** For tests: any port, nothing kept. */
    public static Options forTest(Tool tool) {
      return new Options("127.0.0.2", 0, Optional.empty(), tool, Optional.empty());
    }
  }

  private DemoLms(Options options) throws IOException {
    tool = options.tool();
    Course.Contents contents = CourseFile.contents(options.file());
    course = CourseFile.course(contents, options.file());
    names = new SourcedIds(contents.secret());
    platform =
        new Platform(
            this::url,
            clock,
            PlatformFile.kept(options.file()),
            kept -> PlatformFile.keep(options.file(), kept));
    claims = new LaunchClaims(this, names);
    login = new LoginService(platform, templates);
    server = HttpServer.create(new InetSocketAddress(options.host(), options.port()), 0);
    server.setExecutor(threads);
    server.createContext("/", routes(options));
    server.start();
  }

  /** Starts it. */
  public static DemoLms start(Options options) {
    try {
      return new DemoLms(options);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot listen on " + options.host() + ":" + options.port(), e);
    }
  }

  /** Its address, without a path. */
  public URI url() {
    InetSocketAddress address = server.getAddress();
    return URI.create("http://" + address.getHostString() + ":" + address.getPort());
  }

  public Course course() {
    return course;
  }

  /** What the outcome service has been told to do. */
  public Orders orders() {
    return orders;
  }

  /** What the outcome service has received. */
  public OutcomeLog outcomes() {
    return outcomes;
  }

  public Tool tool() {
    return tool;
  }

  /** Leads all activities to another tool, or to the same with another key or secret. */
  public void connect(Tool other) {
    tool = other;
  }

  /** The launch of a person into an activity, ready to be changed and signed. */
  public Launch launch(Person person, Activity activity) {
    return Launch.of(this, clock, names, person, activity);
  }

  /** The LMS as a platform of LTI 1.3. */
  public Platform platform() {
    return platform;
  }

  /** The launch of a person into an activity by LTI 1.3, ready to be changed and started. */
  public Launch13 launch13(Person person, Activity activity) {
    return launch13(Message.RESOURCE_LINK, person, activity);
  }

  /** A message of LTI 1.3 about an activity, of a type that {@link Message} names. */
  public Launch13 launch13(String message, Person person, Activity activity) {
    if (Message.hasLink(message) && !platform.has(Quirk.LINK_WITHOUT_COLUMN)) {
      platform.columns().ensure(activity);
    }
    boolean selects = message.equals(Message.DEEP_LINKING);
    String selection = selects ? selections.begin(person) : "";
    Map<String, Object> all = claims.of(message, person, activity, selection);
    return new Launch13(platform, person, activity, all);
  }

  /** What the tool's answer to a login leads to, as if the browser had followed it. */
  public Form answer(URI authorization) {
    return login.answer(Call.decoded(authorization.getRawQuery()));
  }

  /** Sets the LMS's clock ahead, or back with a negative difference. */
  public void skewClock(Duration difference) {
    clock.skew(difference);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private Router routes(Options options) {
    Pages pages = new Pages(this, new Samples(options.samples()), templates);
    ControlApi control = new ControlApi(this);
    OutcomeService outcomeService = new OutcomeService(this, names, clock);
    Router router =
        new Router(pages::problem)
            .on("GET", "/", pages::home)
            .on("GET", "/as/{person}", pages::course)
            .on("GET", "/as/{person}/return", pages::back)
            .on("POST", "/as/{person}/activities", pages::addActivity)
            .on("GET", "/as/{person}/activities/{activity}", pages::activity)
            .on("GET", "/as/{person}/activities/{activity}/window", pages::activityWindow)
            .on("GET", "/as/{person}/choose", pages::choose)
            .on("GET", "/as/{person}/gradebook", pages::gradebook)
            .on("GET", "/as/{person}/grades.json", pages::grades)
            .on("GET", "/samples/{name}", pages::sample)
            .on("GET", "/lti13/storage", pages::storage)
            .on("GET", "/assets/{name}", pages::asset)
            .on("POST", "/outcomes", outcomeService::handle)
            .on("GET", "/control/state", control.guarded(control::state))
            .on("GET", "/control/grades", control.guarded(control::grades))
            .on("GET", "/control/outcomes", control.guarded(control::outcomes))
            .on("DELETE", "/control/outcomes", control.guarded(control::forgetOutcomes))
            .on("POST", "/control/behaviour", control.guarded(control::behave))
            .on("DELETE", "/control/behaviour", control.guarded(control::behaveWell))
            .on("POST", "/control/people", control.guarded(control::addPerson))
            .on("DELETE", "/control/people/{person}", control.guarded(control::removePerson))
            .on("POST", "/control/activities", control.guarded(control::addActivity))
            .on("POST", "/control/tool", control.guarded(control::connect))
            .on("POST", "/control/clock", control.guarded(control::skewClock))
            .on("POST", "/control/launch", control.guarded(control::launch));
    new PlatformRoutes(this, selections, templates).addTo(router, login, control);
    return router;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "demo-lms");
    thread.setDaemon(true);
    return thread;
  }
}
