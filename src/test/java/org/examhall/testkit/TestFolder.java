package org.examhall.testkit;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
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
      Files.writeString(folder.resolve(OWNER), Long.toString(ProcessHandle.current().pid()));
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

  /** One JVM at a time: those of one run start together and would delete the same folder. */
  private static void deleteOrphans(Path parent) throws IOException {
    Path lock = parent.resolve("examhall-tests-" + System.getProperty("user.name") + ".lock");
    try (FileChannel channel = FileChannel.open(lock, CREATE, WRITE);
        FileLock unused = channel.lock();
        DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path folder : folders) {
        if (isOrphan(folder)) {
          DevPostgres.endLeftover(folder.resolve("postgres"));
          DevRedis.endLeftover(folder.resolve("redis"));
          Folders.delete(folder);
        }
      }
    }
  }

  private static boolean isOrphan(Path folder) throws IOException {
    Path owner = folder.resolve(OWNER);
    if (!Files.isReadable(owner) || !Files.isWritable(folder)) {
      return false; // another user's, or being made right now
    }
    try {
      String pid = Files.readString(owner);
      return !pid.isEmpty() && ProcessHandle.of(Long.parseLong(pid)).isEmpty();
    } catch (NoSuchFileException e) {
      return false; // its owner is deleting it
    }
  }
}
