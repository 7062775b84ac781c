package org.examhall.bridge.checkup;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.examhall.kernel.config.Config;
import org.examhall.kernel.config.Option;
import org.examhall.kernel.redis.Redis;

/** What the processes need beside the database: settings, Redis, room for packages, a locale. */
final class PartsCheck {
  private static final long LITTLE_SPACE_BYTES = 1L << 30;
  private static final double LITTLE_SPACE = 0.15;

  private final Config config;

  PartsCheck(Config config) {
    this.config = config;
  }

  List<Finding> run() {
    return List.of(settings(), redis(), dataFolder(), encoding());
  }

  /** Without the network. */
  List<Finding> glance() {
    return List.of(dataFolder(), encoding());
  }

  private Finding settings() {
    return config.unknown().isEmpty()
        ? Finding.ok("settings", "each has a name that is known")
        : Finding.warn(
            "settings",
            String.join(", ", config.unknown())
                + " means nothing: look for a slip of the pen; docs/reference/configuration.md has"
                + " all names");
  }

  private Finding redis() {
    try (Redis redis = new Redis(config.text(Option.REDIS_URL))) {
      return redis.isUp()
          ? Finding.ok("redis", "answers")
          : Finding.warn(
              "redis",
              "does not answer, or takes nothing; nothing is lost, but grades are late: is it"
                  + " running, with room on its disk and in its memory, and is EXAMHALL_REDIS_URL"
                  + " right?");
    }
  }

  private Finding dataFolder() {
    Path folder = config.path(Option.DATA_DIR);
    try {
      Files.delete(Files.createTempFile(folder, "doctor", ".tmp"));
      return space(folder, Files.getFileStore(folder));
    } catch (IOException e) {
      return Finding.wrong(
          "data",
          folder
              + " is not there, or can't be written: is its disk mounted? Give it to the user that"
              + " runs Examhall, or set EXAMHALL_DATA_DIR");
    }
  }

  private static Finding space(Path folder, FileStore disk) throws IOException {
    long free = disk.getUsableSpace();
    String text = "%s is writable, %.1f GB free".formatted(folder, free / (double) (1L << 30));
    return free > LITTLE_SPACE_BYTES && free > disk.getTotalSpace() * LITTLE_SPACE
        ? Finding.ok("data", text)
        : Finding.warn("data", text + ": make room before uploads fail");
  }

  /** The JVM names files by the locale, and packages have files with any name. */
  private static Finding encoding() {
    String names = System.getProperty("sun.jnu.encoding", "");
    return names.equalsIgnoreCase("UTF-8")
        ? Finding.ok("locale", "file names are UTF-8")
        : Finding.wrong(
            "locale", "file names are " + names + ": start with the environment LC_ALL=C.UTF-8");
  }
}
