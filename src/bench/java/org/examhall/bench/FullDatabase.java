package org.examhall.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * The part of F06 where PostgreSQL's disk is full: first its tables can't grow, and what only reads
 * works; then there is no room for its log, and it ends and can't come up. With room again it is
 * started, as systemd does.
 */
record FullDatabase(SmallDisk disk, int seconds) {
  private static final String DISK_FULL = "53100";
  private static final Pattern FOUND =
      Pattern.compile("the disk of PostgreSQL is full|has its disk room");
  private static final String WORDS = "Nothing you did before is lost";
  private static final String NEXT_FILE =
      "select pg_switch_wal(), pg_logical_emit_message(false, '', 'x')";

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  void happen(Hall hall, List<String> broken) throws InterruptedException {
    Rig rig = hall.rig();
    Teacher teacher = hall.teacher();
    rig.change("create table filler (words text)");
    rig.change("alter system set wal_recycle = off");
    rig.change("select pg_reload_conf()");
    disk.leave(0);
    String state = firstFailure(rig, "insert into filler select repeat('x', 7000)");
    if (!state.equals(DISK_FULL)) {
      broken.add("PostgreSQL said " + state + ", not that its disk is full");
    }
    if (teacher.look().statusCode() != 200 || teacher.download().isEmpty()) {
      broken.add("a class can't be looked at");
    }
    if (!isFoundByDoctor(rig)) {
      broken.add("the doctor says nothing of the disk");
    }
    Thread.sleep(seconds * 1_000L);
    end(rig);
    HttpResponse<String> page = teacher.look();
    if (page.statusCode() != 503 || !page.body().contains(WORDS)) {
      broken.add("without PostgreSQL a page was " + page.statusCode() + " " + page.body());
    }
    Thread.sleep(seconds * 1_000L);
    disk.makeRoom();
    rig.postgres().restart();
    rig.awaitReady();
    rig.change("drop table filler");
  }

  /** It knows as long as PostgreSQL answers, and else asks for it. */
  private static boolean isFoundByDoctor(Rig rig) {
    try {
      rig.run("", "doctor");
      return false;
    } catch (IllegalStateException wrong) {
      return FOUND.matcher(read(rig.home().resolve("doctor.log"))).find();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Has it need new files of its log, until it has ended: it comes up again as long as there is
   * room that old ones took.
   */
  private void end(Rig rig) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> {
              disk.leave(0);
              firstFailure(rig, NEXT_FILE);
              return !rig.postgres().isRunning();
            });
  }

  /** Repeats a statement until it fails; the SQLSTATE. */
  private static String firstFailure(Rig rig, String sql) {
    try (Connection connection = rig.connect();
        Statement statement = connection.createStatement()) {
      while (true) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }
}
