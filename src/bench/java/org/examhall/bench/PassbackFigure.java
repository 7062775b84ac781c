package org.examhall.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.examhall.core.consumer.ChangeGradesAtOnce;
import org.examhall.demo.lms.Version;

/**
 * B10: how many grades of a class a worker sends in a second to an LMS that takes 200 ms for each,
 * by how many could be sent if nothing else took time: the turns of a lane, five times a second.
 */
final class PassbackFigure implements Measurement {
  private static final int LMS_MILLIS = 200;
  private static final int PARTS = 5;

  private final Version version;

  /** By a version of LTI: 1.3 is AGS, 1.1 the outcome service. */
  PassbackFigure(Version version) {
    this.version = version;
  }

  @Override
  public Map<String, String> meanings() {
    String meaning = "grades/s by LTI %s to an LMS that takes 200 ms / turns of a lane / 0.2 s";
    return Map.of(id(), meaning.formatted(version.label()));
  }

  @Override
  public List<Figure> run(Stand stand) {
    Rig rig = stand.site().rig();
    int students = stand.quick() ? 200 : 1_000;
    try (ConnectedLms lms = new ConnectedLms(rig, version, id())) {
      lms.open();
      lms.answerAfter(LMS_MILLIS);
      List<Account> accounts = lms.handIn(students);
      Process worker = rig.startWorker();
      List<String> missing = Grades.missing(lms.lms(), accounts);
      Rig.end(worker);
      if (!missing.isEmpty()) {
        throw new IllegalStateException(id() + ": " + missing);
      }
      return List.of(figure(lms.receivedAt()));
    }
  }

  /** From one grade's arrival to that of another, so that nobody waits for the worker to start. */
  private Figure figure(List<Instant> arrivals) {
    double possible = ChangeGradesAtOnce.USUAL * 1_000.0 / LMS_MILLIS;
    int turns = ChangeGradesAtOnce.USUAL;
    List<Double> parts = new ArrayList<>();
    int each = (arrivals.size() - 1) / PARTS;
    for (int part = 0; part < PARTS; part++) {
      parts.add(perSecond(arrivals.subList(part * each, (part + 1) * each + 1), turns) / possible);
    }
    double all = perSecond(arrivals, turns);
    String made =
        "%.2f of %d grades a second / %.0f, with %d turns at a time; the rounds are its %d parts"
            .formatted(all, arrivals.size(), possible, turns, PARTS);
    return new Figure(id(), all / possible, made, parts);
  }

  /** As many as there are turns come together, and the last ones are not followed by any. */
  private static double perSecond(List<Instant> arrivals, int turns) {
    int last = (arrivals.size() - 1) / turns * turns;
    Duration took = Duration.between(arrivals.get(0), arrivals.get(last));
    return last * 1_000.0 / took.toMillis();
  }

  private String id() {
    return version == Version.LTI_13 ? "B10" : "B10.lti11";
  }
}
