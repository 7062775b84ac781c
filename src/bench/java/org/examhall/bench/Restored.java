package org.examhall.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.examhall.bench.StoredHistory.Batch;

/**
 * F24: a backup is taken under students at work, who notice nothing. Then database and packages are
 * lost, and restored from it on an empty machine: everything that was acknowledged before it began
 * is there, and what is there adds up.
 */
record Restored(int students) implements Fault {
  private static final int WORK_MILLIS = 2_000;

  /** The status of a backup that is whole but for packages, which no exam here has. */
  private static final int WITHOUT_PACKAGES = 3;

  @Override
  public Rig.Programs programs() {
    return Rig.Programs.INSTALLED;
  }

  @Override
  public Verdict happen(Hall hall) throws InterruptedException {
    Rig rig = hall.rig();
    Process web = rig.startWeb();
    Process worker = rig.startWorker();
    Students at = Students.begin(hall, students);
    Grades.awaitFirst(hall.lms());
    Thread.sleep(WORK_MILLIS);
    Map<Account, Set<Integer>> before = at.acknowledged();
    Path backups = rig.home().resolve("backups");
    rig.run(WITHOUT_PACKAGES, "", "backup", "--to", backups.toString());
    Verdict lived = at.handIn(List.of());
    Rig.end(web);
    Rig.end(worker);

    rig.loseEverything();
    rig.run("", "restore", only(backups).toString());
    List<String> broken = new ArrayList<>(lived.broken());
    int batches = check(rig, before, broken);
    rig.startWeb();
    return new Verdict(
        "%s; restored %d batches of them".formatted(lived.figures(), batches), broken);
  }

  /** How many batches are in the copy. */
  private static int check(Rig rig, Map<Account, Set<Integer>> before, List<String> broken) {
    try (Connection connection = rig.connect()) {
      Sql sql = new Sql(connection);
      List<Account> accounts = new ArrayList<>();
      int batches = 0;
      for (Map.Entry<Account, Set<Integer>> entry : before.entrySet()) {
        Account account = entry.getKey();
        Set<Integer> there = stored(sql, account.attemptId());
        batches += there.size();
        Set<Integer> wanted = new TreeSet<>(entry.getValue());
        wanted.addAll(there);
        accounts.add(account.of(wanted));
      }
      broken.addAll(new Ledger(sql, sent(sql, accounts)).faults(accounts));
      return batches;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Set<Integer> stored(Sql sql, long attemptId) {
    Set<Integer> numbers = new TreeSet<>();
    for (Batch batch : StoredHistory.of(sql, attemptId).batches()) {
      numbers.add(batch.seq());
    }
    return numbers;
  }

  /** The LMS is ahead of the copy: what the copy says was sent counts. */
  private static Map<String, BigDecimal> sent(Sql sql, List<Account> accounts) {
    Map<String, BigDecimal> grades = new HashMap<>();
    for (Account account : accounts) {
      sql.list(
          """
          select o.scaled_score
            from attempt a
            join score_outbox o
              on o.resource_id = a.resource_id
             and o.person_id = a.person_id
           where a.id = ?
          """,
          row -> grades.put(account.user(), row.getBigDecimal("scaled_score")),
          account.attemptId());
    }
    return grades;
  }

  private static Path only(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isDirectory).findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
