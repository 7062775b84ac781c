package org.examhall.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.examhall.demo.lms.lti.SignedLaunch;

/**
 * B6: how many signed launches a second the site takes, each of a new student, by how often it
 * gives out a file of its own. Both are asked for by wrk over the same number of connections.
 */
final class LaunchRateFigure implements Measurement {
  private static final String ID = "B6";
  private static final String STATIC_PAGE = "/assets/css/examhall.css";

  /** Launches are signed before the round: more than it can take. */
  private static final int FIRST_GUESS_PER_SECOND = 1_000;

  private static final int SPARE = 2;

  @Override
  public Map<String, String> meanings() {
    return Map.of(ID, "LTI 1.1 launch requests/s / answers/s of wrk on a static page of ours");
  }

  @Override
  public List<Figure> run(Stand stand) {
    Launches launches = new Launches(stand.site(), stand.quick() ? 4 : 10);
    Settling.run(stand.quick(), launches::perSecond);
    stand.site().rig().settle();
    List<Double> taken = new ArrayList<>();
    List<Double> cpuMillis = new ArrayList<>();
    List<Double> served = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < stand.rounds(); round++) {
      long before = stand.site().cpuMillis();
      taken.add(launches.perSecond());
      double used = stand.site().cpuMillis() - before;
      cpuMillis.add(used / (taken.get(round) * launches.seconds()));
      served.add(launches.staticPagesPerSecond());
      ratios.add(taken.get(round) / served.get(round));
    }
    String parts =
        "%.0f launches a second, %.1f CPU-ms each / %.0f answers a second with the page"
            .formatted(Figure.median(taken), Figure.median(cpuMillis), Figure.median(served));
    return List.of(Figure.median(ID, parts, ratios));
  }

  /** One new student after the other, as fast as the site lets them in. */
  private static final class Launches {
    private final Site site;
    private final LtiCourse course;
    private final Wrk wrk;
    private final int seconds;
    private double guess = FIRST_GUESS_PER_SECOND;
    private int count;

    Launches(Site site, int seconds) {
      this.site = site;
      this.course = new LtiCourse(site, "b6");
      this.wrk = new Wrk(site.rig().home());
      this.seconds = seconds;
    }

    int seconds() {
      return seconds;
    }

    double perSecond() {
      List<SignedLaunch> signed =
          Stream.generate(() -> course.student(++count))
              .limit((long) (guess * SPARE * seconds))
              .toList();
      String address = signed.get(0).url().toString();
      double taken =
          wrk.post(address, signed.stream().map(SignedLaunch::formEncoded).toList(), seconds);
      guess = Math.max(guess, taken); // the first rounds are slow
      return taken;
    }

    double staticPagesPerSecond() {
      return wrk.get(site.rig().app() + STATIC_PAGE, seconds);
    }
  }
}
