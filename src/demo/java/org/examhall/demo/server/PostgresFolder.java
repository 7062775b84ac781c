package org.examhall.demo.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a {@link DevPostgres} keeps on disk: the cluster, the password, the log.
 *
 * <p>Nothing but the cluster itself can be entered by the user that the server runs as.
 */
final class PostgresFolder {
  private final Path home;
  private final PostgresPrograms programs;
  private final String password;

  private PostgresFolder(Path home, PostgresPrograms programs, String password) {
    this.home = home;
    this.programs = programs;
    this.password = password;
  }

  /** Opens the folder; makes it, with an empty cluster in it, when there is none. */
  static PostgresFolder open(Path home, Function<Path, PostgresPrograms> programs) {
    try {
      Path folder = Files.createDirectories(home).toRealPath();
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
      if (!Unprivileged.reaches(folder)) {
        throw new ServerProblem(
            "PostgreSQL does not run as root, and the user it runs as may not enter "
                + folder
                + ". Choose a folder whose parents all users may enter, such as one in /var/lib.");
      }
      PostgresFolder opened =
          new PostgresFolder(folder, programs.apply(folder), passwordIn(folder));
      opened.ensureCluster();
      return opened;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use the folder " + home, e);
    }
  }

  /** The cluster and its password; the owners stay, and disk that can be shared is. */
  static void copy(Path home, Path copy) {
    try {
      Files.createDirectories(copy);
      List<String> command =
          List.of("cp", "-a", "--reflink=auto", "data", "password", copy.toRealPath().toString());
      if (ServerProcess.exitCode(command, home) != 0) {
        throw new ServerProblem("cannot copy " + home + " to " + copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path home() {
    return home;
  }

  Path data() {
    return home.resolve("data");
  }

  String password() {
    return password;
  }

  Path program(String name) {
    return programs.program(name);
  }

  void pgCtlStop(String mode) {
    List<String> stop =
        List.of(
            program("pg_ctl").toString(), "-D", data().toString(), "-m", mode, "-w", "-s", "stop");
    ServerProcess.exitCode(Unprivileged.command(stop), Path.of("/"));
  }

  /** Ends a server that still runs on this cluster, and removes the mark of one that does not. */
  static void endLeftover(Path home) {
    try {
      Path data = home.toRealPath().resolve("data");
      Path mark = data.resolve("postmaster.pid");
      ServerProcess.endLeftover(mark, data.toString());
      Files.deleteIfExists(mark); // its number may belong to another program by now
    } catch (NoSuchFileException e) {
      return; // never started
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void ensureCluster() throws IOException {
    Path versionFile = data().resolve("PG_VERSION");
    if (!Files.exists(versionFile)) {
      Folders.delete(data()); // a first start that was cut short
      createCluster();
    }
    Unprivileged.ownAll(data());
    String version = Files.readString(versionFile).strip();
    if (!version.equals(Integer.toString(programs.major()))) {
      throw new ServerProblem(
          "%s was written by PostgreSQL %s; this demo runs %s. Start with an empty folder."
              .formatted(home, version, programs.major()));
    }
  }

  /** Made aside and moved into place, so that there is a whole cluster or none. */
  private void createCluster() throws IOException {
    Path aside = home.resolve("data.new");
    Folders.delete(aside);
    Files.createDirectory(aside);
    Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rwx------"));
    Unprivileged.own(aside);
    Path passwordFile = Files.writeString(home.resolve("password.initdb"), password);
    try {
      Files.setPosixFilePermissions(passwordFile, PosixFilePermissions.fromString("rw-------"));
      Unprivileged.own(passwordFile);
      initdb(aside, passwordFile);
    } finally {
      Files.delete(passwordFile);
    }
    Files.move(aside, data());
  }

  private void initdb(Path cluster, Path passwordFile) throws IOException {
    List<String> command =
        Stream.concat(
                Stream.of(
                    program("initdb").toString(),
                    "--pgdata=" + cluster,
                    "--username=" + DevPostgres.USER,
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8"),
                programs.localeOptions())
            .toList();
    Path log = home.resolve("initdb.log");
    Process process =
        new ProcessBuilder(Unprivileged.command(command))
            .directory(Path.of("/").toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    int exitCode = process.onExit().join().exitValue();
    if (exitCode != 0) {
      throw new ServerProblem("initdb failed:\n" + Files.readString(log));
    }
  }

  private static String passwordIn(Path folder) throws IOException {
    Path file = folder.resolve("password");
    if (!Files.exists(file)) {
      byte[] random = new byte[18];
      new SecureRandom().nextBytes(random);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, HexFormat.of().formatHex(random));
    }
    return Files.readString(file);
  }
}
