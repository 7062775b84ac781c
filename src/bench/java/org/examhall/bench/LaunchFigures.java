package org.examhall.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.examhall.bench.Seats.Seat;
import org.examhall.demo.lms.Version;

/**
 * B7: what a student's way from the LMS into the running exam costs: the signed launch, with LTI
 * 1.3 also the login before it, the front page, Start, the ticket's trade and hello; and what of it
 * the launch is, up to the front page.
 */
final class LaunchFigures implements Measurement {
  private static final double MOST_COMPILING = 0.02;
  private static final int MOST_STEPS = 50;

  private final Version version;

  /** By a version of LTI. */
  LaunchFigures(Version version) {
    this.version = version;
  }

  @Override
  public Map<String, String> meanings() {
    String meaning = "CPU-ms of an LTI %s launch, %s; web and PostgreSQL";
    return Map.of(
        id(),
        meaning.formatted(version.label(), "from the LMS into the running exam"),
        front(),
        meaning.formatted(version.label(), "from the LMS to the front page"));
  }

  @Override
  public List<Figure> run(Stand stand) {
    if (version == Version.LTI_11) {
      LtiCourse course = new LtiCourse(stand.site(), "b7");
      return run(stand, number -> Invitation.of(course.student(number)));
    }
    try (ConnectedLms lms = new ConnectedLms(stand.site().rig(), version, "b7")) {
      lms.open();
      return run(stand, number -> lms.invite("p" + number));
    }
  }

  private List<Figure> run(Stand stand, IntFunction<Invitation> invite) {
    Site site = stand.site();
    int each = stand.quick() ? 100 : 400;
    Newcomers students = new Newcomers(new Entry(site.rig()), invite);
    int steps = settle(stand.quick(), site, () -> cost(site, each, students::complete));
    site.rig().settle(); // what earlier benches left to be tidied is none of ours
    List<Double> web = new ArrayList<>();
    List<Double> both = new ArrayList<>();
    List<Double> fronts = new ArrayList<>();
    for (int round = 0; round < stand.rounds(); round++) {
      long webBefore = ProcessUse.cpuMillis(site.web().toHandle());
      both.add(cost(site, each, students::complete));
      web.add((double) (ProcessUse.cpuMillis(site.web().toHandle()) - webBefore) / each);
      fronts.add(cost(site, each, students::arrive));
    }
    String parts =
        "%d launches a round, after %d; web %.2f CPU-ms, the rest PostgreSQL"
            .formatted(each, steps * each, Figure.median(web));
    return List.of(
        Figure.median(id(), parts, both),
        Figure.median(front(), "each followed by no start", fronts));
  }

  /**
   * Launches until compiling takes next to nothing of the web process's time: what only each launch
   * does once is compiled to the end after thousands of them, and is no launch's cost.
   *
   * @return how many steps it took; the quick form takes two and hopes
   */
  private static int settle(boolean quick, Site site, Runnable step) {
    ProcessHandle web = site.web().toHandle();
    int steps = 0;
    double share = 1;
    while (quick ? steps < 2 : share > MOST_COMPILING && steps < MOST_STEPS) {
      long compiler = ProcessUse.compilerMillis(web);
      long all = ProcessUse.cpuMillis(web);
      step.run();
      steps++;
      share =
          (double) (ProcessUse.compilerMillis(web) - compiler) / (ProcessUse.cpuMillis(web) - all);
    }
    return steps;
  }

  private String front() {
    return id() + ".front";
  }

  private String id() {
    return version == Version.LTI_11 ? "B7.lti11" : "B7.lti13";
  }

  /** CPU-ms of a launch, web and PostgreSQL. */
  private static double cost(Site site, int launches, Runnable launch) {
    long before = site.cpuMillis();
    for (int i = 0; i < launches; i++) {
      launch.run();
    }
    return (double) (site.cpuMillis() - before) / launches;
  }

  /** One new student after the other. */
  private static final class Newcomers {
    private final Entry entry;
    private final IntFunction<Invitation> invite;
    private int count;

    Newcomers(Entry entry, IntFunction<Invitation> invite) {
      this.entry = entry;
      this.invite = invite;
    }

    void arrive() {
      entry.arrive(invite.apply(++count));
    }

    void complete() {
      Seat seat = entry.start(invite.apply(++count));
      entry.post("/play/message", "{\"t\":\"hello\",\"v\":1,\"epoch\":0}", seat.token());
    }
  }
}
