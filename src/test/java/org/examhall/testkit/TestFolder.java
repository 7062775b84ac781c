package org.examhall.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.examhall.demo.server.DevPostgres;
import org.examhall.demo.server.DevRedis;
import org.examhall.demo.server.Folders;

/**
 * The folder of this test run's servers, deleted when the JVM ends.
 *
 * <p>A run that is killed leaves its folder and its servers behind; the next run of the same user
 * ends those servers and deletes the folder.
 */
final class TestFolder {
  private static final String PREFIX = "examhall-test-";
  private static final String OWNER = "owner.pid";
  private static final Path FOLDER = create();
  private static final Deque<Runnable> ENDINGS = new ConcurrentLinkedDeque<>();

  private TestFolder() {}

  static Path of(String server) {
    return FOLDER.resolve(server);
  }

  /** Something to do when the JVM ends, before the folder goes; the latest comes first. */
  static void beforeDeletion(Runnable ending) {
    ENDINGS.push(ending);
  }

  private static Path create() {
    try {
      Path parent = Path.of(System.getProperty("java.io.tmpdir"));
      deleteOrphans(parent);
      Path folder = Files.createTempDirectory(parent, PREFIX);
      // PostgreSQL runs as another user when the tests run as root.
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
      own(folder);
      Runtime.getRuntime().addShutdownHook(new Thread(TestFolder::delete));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete() {
    ENDINGS.forEach(Runnable::run);
    try {
      Folders.delete(FOLDER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteOrphans(Path parent) throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path folder : folders) {
        if (adopt(folder)) {
          DevPostgres.endLeftover(folder.resolve("postgres"));
          DevRedis.endLeftover(folder.resolve("redis"));
          Folders.delete(folder);
        }
      }
    }
  }

  /** Takes over a folder whose owner is dead; false when it has one or another JVM was first. */
  private static boolean adopt(Path folder) throws IOException {
    Path owner = folder.resolve(OWNER);
    if (!Files.isReadable(owner) || !Files.isWritable(folder)) {
      return false; // another user's, or being made right now
    }
    try {
      String pid = Files.readString(owner);
      boolean orphan = !pid.isEmpty() && ProcessHandle.of(Long.parseLong(pid)).isEmpty();
      if (!orphan || !Files.deleteIfExists(owner)) {
        return false;
      }
      own(folder);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static void own(Path folder) throws IOException {
    Files.writeString(folder.resolve(OWNER), Long.toString(ProcessHandle.current().pid()));
  }
}
