package org.examhall.demo.lms;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.examhall.demo.lms.http.Router;
import org.examhall.demo.lms.lti.SourcedIds;
import org.examhall.demo.lms.lti.Tool;

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
    Pages pages = new Pages(this, new Samples(options.samples()));
    ControlApi control = new ControlApi(this);
    OutcomeService outcomeService = new OutcomeService(this, names, clock);
    return new Router(pages::problem)
        .on("GET", "/", pages::home)
        .on("GET", "/as/{person}", pages::course)
        .on("GET", "/as/{person}/return", pages::back)
        .on("POST", "/as/{person}/activities", pages::addActivity)
        .on("GET", "/as/{person}/activities/{activity}", pages::activity)
        .on("GET", "/as/{person}/activities/{activity}/window", pages::activityWindow)
        .on("GET", "/as/{person}/gradebook", pages::gradebook)
        .on("GET", "/as/{person}/grades.json", pages::grades)
        .on("GET", "/samples/{name}", pages::sample)
        .on("GET", "/assets/{name}", pages::asset)
        .on("POST", "/outcomes", outcomeService::handle)
        .on("GET", "/control/state", control.guarded(control::state))
        .on("GET", "/control/grades", control.guarded(control::grades))
        .on("GET", "/control/outcomes", control.guarded(control::outcomes))
        .on("DELETE", "/control/outcomes", control.guarded(control::forgetOutcomes))
        .on("POST", "/control/behaviour", control.guarded(control::behave))
        .on("DELETE", "/control/behaviour", control.guarded(control::behaveWell))
        .on("POST", "/control/people", control.guarded(control::addPerson))
        .on("POST", "/control/activities", control.guarded(control::addActivity))
        .on("POST", "/control/tool", control.guarded(control::connect))
        .on("POST", "/control/clock", control.guarded(control::skewClock))
        .on("POST", "/control/launch", control.guarded(control::launch));
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "demo-lms");
    thread.setDaemon(true);
    return thread;
  }
}
