package org.examhall.bench;

import java.net.http.HttpClient;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.examhall.bench.Fault.Verdict;
import org.examhall.demo.lms.DemoLms;

/**
 * Students at work in a {@link Hall}, each a {@link Replayer} with a thread, until they hand in.
 */
final class Students {
  private static final int USUAL_PAUSE_MILLIS = 50;

  private final Hall hall;
  private final List<Replayer> all;
  private final ExecutorService threads;
  private double missing = Double.NaN; // until somebody has looked
  private double doubled = Double.NaN;

  private Students(Hall hall, List<Replayer> all) {
    this.hall = hall;
    this.all = all;
    this.threads = Executors.newFixedThreadPool(all.size());
    all.forEach(threads::execute);
  }

  /** Opens the exam and seats {@code count} students, who begin at once. */
  static Students begin(Hall hall, int count) {
    return begin(hall, count, USUAL_PAUSE_MILLIS);
  }

  /** The same with students who rest for so long after each save. */
  static Students begin(Hall hall, int count, int pauseMillis) {
    hall.open();
    HttpClient client = HttpClient.newHttpClient();
    Duration pause = Duration.ofMillis(pauseMillis);
    Stream stream = Stream.read("load-stream-8q-13parts");
    List<Replayer> replayers =
        hall.seat(count).stream()
            .map(s -> new Replayer(client, hall.rig().content(), s, stream, pause))
            .toList();
    return new Students(hall, replayers);
  }

  List<Replayer> all() {
    return all;
  }

  /** All hand in; what they were promised is held against the database and the LMS. */
  Verdict handIn(List<String> brokenSoFar) throws InterruptedException {
    List<String> broken = new ArrayList<>(brokenSoFar);
    all.forEach(Replayer::finish);
    threads.shutdown();
    if (!threads.awaitTermination(3, TimeUnit.MINUTES)) {
      broken.add("students are still waiting for their answers to be taken");
      return new Verdict(figures(), broken);
    }
    List<Account> accounts = all.stream().map(Replayer::account).toList();
    broken.addAll(Grades.missing(hall.lms(), accounts));
    Ledger ledger = check(hall.rig(), hall.lms(), accounts, broken);
    missing = ledger.missing();
    doubled = ledger.doubled();
    return new Verdict(figures(), broken);
  }

  /** The batches of each that were acknowledged so far. */
  Map<Account, Set<Integer>> acknowledged() {
    return all.stream()
        .map(Replayer::account)
        .collect(
            Collectors.toMap(account -> account, account -> Set.copyOf(account.acked().keySet())));
  }

  /** How many saves each was told of so far. */
  List<Integer> acks() {
    return all.stream().map(Replayer::acks).toList();
  }

  /** Who was not told of one more save since {@code before}; one attempt may be excused. */
  List<String> stuckSince(List<Integer> before, long excused, String meanwhile) {
    List<String> stuck = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      long attempt = all.get(i).account().attemptId();
      if (attempt != excused && all.get(i).acks() == before.get(i)) {
        stuck.add(attempt + ": nothing was saved while " + meanwhile);
      }
    }
    return stuck;
  }

  /** Who was without a connection for longer. */
  List<String> awayLongerThan(long millis) {
    return all.stream()
        .filter(student -> student.longestAwayMillis() > millis)
        .map(student -> "a student was away for " + student.longestAwayMillis() + " ms")
        .toList();
  }

  /** Acknowledged batches that the database did not have at {@link #handIn}. */
  double missing() {
    return missing;
  }

  /** Elements that it had twice. */
  double doubled() {
    return doubled;
  }

  /** Adds what the ledger finds to {@code broken}. */
  static Ledger check(Rig rig, DemoLms lms, List<Account> accounts, List<String> broken) {
    try (Connection connection = rig.connect()) {
      Ledger ledger = new Ledger(new Sql(connection), Grades.book(lms));
      broken.addAll(ledger.faults(accounts));
      return ledger;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private String figures() {
    return "%d students, %d acked batches, %d elements, %d reconnects, away at most %.1f s"
        .formatted(
            all.size(),
            all.stream().mapToInt(s -> s.account().acked().size()).sum(),
            all.stream().mapToInt(s -> s.account().elements()).sum(),
            all.stream().mapToInt(Replayer::reconnects).sum(),
            all.stream().mapToLong(Replayer::longestAwayMillis).max().orElse(0) / 1000.0);
  }
}
