package org.examhall.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.examhall.demo.server.DevPostgres;

/**
 * A folder of an installation that takes minutes to fill, so it is kept from run to run: one for
 * each state of the migrations. Whoever has it open has it alone.
 */
final class KeptHome implements AutoCloseable {
  private static final Path MIGRATIONS =
      Path.of("target", "examhall", "WEB-INF", "classes", "db", "migration");

  private final Path folder;
  private final FileChannel lock;

  private KeptHome(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /** Opens the folder of this name; what was begun there and never finished is gone. */
  static KeptHome open(String name) {
    try {
      Path cache = cache();
      Path folder = cache.resolve(name + "-" + hashOfMigrations());
      FileChannel lock =
          FileChannel.open(
              Path.of(folder + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock.tryLock() == null) {
        throw new IllegalStateException(folder + " is in use by another run");
      }
      KeptHome home = new KeptHome(folder, lock);
      if (!home.isFilled()) {
        home.empty();
      }
      return home;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path folder() {
    return folder;
  }

  /** Whether {@link #filled} was called, in this run or an earlier one. */
  boolean isFilled() {
    return Files.exists(mark());
  }

  /** All that is to be kept is there. */
  void filled() {
    try {
      Files.createFile(mark());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes a folder and all that is in it. */
  static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path mark() {
    return folder.resolve("filled");
  }

  private void empty() throws IOException {
    if (Files.exists(folder)) {
      DevPostgres.endLeftover(folder.resolve("postgres"));
      delete(folder);
    }
    open(folder);
  }

  /** The user's cache; under root one that the user who runs PostgreSQL may enter, too. */
  private static Path cache() throws IOException {
    String home = System.getProperty("user.home");
    Path own =
        Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
            .map(Path::of)
            .orElse(Path.of(home, ".cache"))
            .resolve("examhall");
    for (Path cache : List.of(own, Path.of("/var/cache/examhall"))) {
      if (open(cache)) {
        return cache;
      }
    }
    throw new IllegalStateException("set XDG_CACHE_HOME to a folder that all users may enter");
  }

  /** Makes a folder, if need be; false if PostgreSQL could not work in it. */
  private static boolean open(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return DevPostgres.reaches(folder);
  }

  private static String hashOfMigrations() throws IOException {
    try (Stream<Path> files = Files.list(MIGRATIONS)) {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (Path file : files.sorted().toList()) {
        sha256.update(Files.readAllBytes(file));
      }
      return HexFormat.of().formatHex(sha256.digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
