package org.examhall.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.examhall.bench.Seats.Seat;
import org.examhall.demo.lms.lti.SignedLaunch;

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
    LtiCourse course = new LtiCourse(site, "b7");
    Entry entry = new Entry(site.rig());
    int students = 0;
    for (int i = 0; i < each * stand.rounds(); i++) {
      complete(entry, course.student(++students));
    }
    site.rig().settle(); // what earlier benches left to be tidied is none of ours
    List<Double> web = new ArrayList<>();
    List<Double> both = new ArrayList<>();
    for (int round = 0; round < stand.rounds(); round++) {
      long webBefore = ProcessUse.cpuMillis(site.web().toHandle());
      long before = site.cpuMillis();
      for (int i = 0; i < each; i++) {
        complete(entry, course.student(++students));
      }
      web.add((double) (ProcessUse.cpuMillis(site.web().toHandle()) - webBefore) / each);
      both.add((double) (site.cpuMillis() - before) / each);
    }
    String parts =
        "%d launches a round; web %.2f CPU-ms, the rest PostgreSQL"
            .formatted(each, Figure.median(web));
    return List.of(Figure.median(ID, parts, both));
  }

  private static void complete(Entry entry, SignedLaunch launch) {
    Seat seat = entry.start(launch);
    entry.post("/play/message", "{\"t\":\"hello\",\"v\":1,\"epoch\":0}", seat.token());
  }
}
