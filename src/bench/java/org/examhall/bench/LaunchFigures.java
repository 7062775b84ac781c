package org.examhall.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.examhall.bench.Seats.Seat;

/**
 * B7: what a student's way from the LMS into the running exam costs: the signed launch, the front
 * page, Start, the ticket's trade and hello.
 */
final class LaunchFigures implements Measurement {
  private static final String ID = "B7.lti11";

  @Override
  public Map<String, String> meanings() {
    return Map.of(ID, "CPU-ms per complete LTI 1.1 launch, web and PostgreSQL");
  }

  @Override
  public List<Figure> run(Stand stand) {
    Site site = stand.site();
    int each = stand.quick() ? 100 : 400;
    Newcomers students = new Newcomers(new Entry(site.rig()), new LtiCourse(site, "b7"));
    int steps = Settling.run(stand.quick(), () -> 1 / cost(site, students, each / 2));
    site.rig().settle(); // what earlier benches left to be tidied is none of ours
    List<Double> web = new ArrayList<>();
    List<Double> both = new ArrayList<>();
    for (int round = 0; round < stand.rounds(); round++) {
      long webBefore = ProcessUse.cpuMillis(site.web().toHandle());
      both.add(cost(site, students, each));
      web.add((double) (ProcessUse.cpuMillis(site.web().toHandle()) - webBefore) / each);
    }
    String parts =
        "%d launches a round, after %d; web %.2f CPU-ms, the rest PostgreSQL"
            .formatted(each, steps * each / 2, Figure.median(web));
    return List.of(Figure.median(ID, parts, both));
  }

  /** CPU-ms of a launch, web and PostgreSQL. */
  private static double cost(Site site, Newcomers students, int launches) {
    long before = site.cpuMillis();
    for (int i = 0; i < launches; i++) {
      students.complete();
    }
    return (double) (site.cpuMillis() - before) / launches;
  }

  /** One new student after the other. */
  private static final class Newcomers {
    private final Entry entry;
    private final LtiCourse course;
    private int count;

    Newcomers(Entry entry, LtiCourse course) {
      this.entry = entry;
      this.course = course;
    }

    void complete() {
      Seat seat = entry.start(course.student(++count));
      entry.post("/play/message", "{\"t\":\"hello\",\"v\":1,\"epoch\":0}", seat.token());
    }
  }
}
