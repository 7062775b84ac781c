package org.examhall.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.examhall.demo.server.DevPostgres;
import org.examhall.demo.server.DevRedis;
import org.examhall.demo.server.Folders;
import org.examhall.demo.server.ServerProcess;

/**
 * Where a demo keeps everything between runs. One demo at a time can have it open.
 *
 * <p>PostgreSQL does not run as root. When root's folder is closed to others, as in {@code /root},
 * its part is a link into {@code /var/lib/examhall-demo}.
 */
final class DemoFolder implements AutoCloseable {
  private static final Path OPEN_TO_ALL = Path.of("/var/lib/examhall-demo");
  private static final String SECRETS = "demo.properties";
  private static final List<String> CONTENTS =
      List.of("redis", "lms", "packages", "run", "examhall.conf", SECRETS);

  private final Path folder;
  private final FileChannel lock;

  private DemoFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Opens the folder, and ends what an unclean stop left running in it.
   *
   * @param fresh whether what is in it is thrown away
   * @throws DemoProblem when another demo has it open
   */
  static DemoFolder open(Path wanted, boolean fresh) {
    try {
      Path folder = Files.createDirectories(wanted).toRealPath();
      DemoFolder opened = new DemoFolder(folder, lock(folder));
      opened.endLeftovers();
      if (fresh) {
        opened.empty();
      }
      opened.prepare();
      return opened;
    } catch (IOException e) {
      throw new DemoProblem("Cannot use the folder " + wanted + ": " + e);
    }
  }

  Path postgres() {
    return folder.resolve("postgres");
  }

  Path redis() {
    return folder.resolve("redis");
  }

  /** The course of the demo LMS. */
  Path course() {
    return folder.resolve("lms/course.json");
  }

  Path packages() {
    return folder.resolve("packages");
  }

  /** Working directory, logs and pid files of our own processes. */
  Path run() {
    return folder.resolve("run");
  }

  Path conf() {
    return folder.resolve("examhall.conf");
  }

  Path secrets() {
    return folder.resolve(SECRETS);
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  @Override
  public String toString() {
    return folder.toString();
  }

  private void endLeftovers() {
    ServerProcess.endLeftover(run().resolve("web.pid"), conf().toString());
    ServerProcess.endLeftover(run().resolve("worker.pid"), conf().toString());
    DevRedis.endLeftover(redis());
    DevPostgres.endLeftover(postgres());
  }

  /** Deletes what a demo made, and nothing else that may be in the folder. */
  private void empty() throws IOException {
    if (Files.exists(postgres())) {
      Folders.delete(postgres().toRealPath());
    }
    Files.deleteIfExists(postgres());
    for (String name : CONTENTS) {
      Folders.delete(folder.resolve(name));
    }
  }

  private void prepare() throws IOException {
    Folders.delete(run().resolve("tmp"));
    for (Path made : List.of(run().resolve("tmp"), packages(), course().getParent())) {
      Files.createDirectories(made);
    }
    if (!Files.exists(postgres(), LinkOption.NOFOLLOW_LINKS) && !DevPostgres.reaches(folder)) {
      Files.createSymbolicLink(postgres(), OPEN_TO_ALL.resolve(shortHash(folder)));
    }
    if (Files.isSymbolicLink(postgres())) {
      Files.createDirectories(Files.readSymbolicLink(postgres()));
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      throw new DemoProblem(
          "Another demo is running in " + folder + ". Stop it, or choose a folder with --data.");
    }
    return channel;
  }

  private static String shortHash(Path path) {
    try {
      byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(name))
          .substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
