package org.examhall.web.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.examhall.kernel.redis.Redis;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Heartbeat;
import org.examhall.kernel.sql.SqlFailure;
import org.examhall.kernel.text.Version;

/** Looks at each part that the site stands on. Takes seconds at most, whatever is broken. */
public final class DeepHealth {
  private static final long LITTLE_SPACE_MEGABYTES = 1024;

  private final Db db;
  private final Redis redis;
  private final Path packages;
  private final String version = new Version().text();
  private final Heartbeat heartbeat = new Heartbeat();

  /** The parts; {@code packages} is the folder of the packages. */
  public DeepHealth(Db db, Redis redis, Path packages) {
    this.db = db;
    this.redis = redis;
    this.packages = packages;
  }

  /** How one part is: {@code ok}, {@code degraded} (nobody loses anything) or {@code down}. */
  public record Part(String status, long millis) {}

  /** How the folder of packages is. */
  public record Folder(String status, long freeMegabytes) {}

  /** All of it; {@code status} is the worst of the parts'. */
  public record Report(String status, String version, Part database, Part redis, Folder data) {}

  /** Looks now. */
  public Report look() {
    Part database = time(this::databaseStatus);
    Part doorbell = time(() -> redis.isUp() ? "ok" : "degraded");
    Folder data = folder();
    return new Report(
        worst(database.status(), doorbell.status(), data.status()),
        version,
        database,
        doorbell,
        data);
  }

  private String databaseStatus() {
    try {
      db.tx(heartbeat::beat);
      return "ok";
    } catch (SqlFailure e) {
      return "down"; // that is the answer; the log of the requests that fail says why
    }
  }

  private Folder folder() {
    try {
      long free = Files.getFileStore(packages).getUsableSpace() >> 20;
      boolean writable = Files.isWritable(packages);
      return new Folder(
          !writable ? "down" : free < LITTLE_SPACE_MEGABYTES ? "degraded" : "ok", free);
    } catch (IOException e) {
      return new Folder("down", 0);
    }
  }

  private static String worst(String... statuses) {
    List<String> all = List.of(statuses);
    return all.contains("down") ? "down" : all.contains("degraded") ? "degraded" : "ok";
  }

  private static Part time(Supplier<String> look) {
    long start = System.nanoTime();
    String status = look.get();
    return new Part(status, (System.nanoTime() - start) / 1_000_000);
  }
}
