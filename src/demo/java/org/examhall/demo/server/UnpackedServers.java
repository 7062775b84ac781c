package org.examhall.demo.server;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The server programs that come inside jars, unpacked once per machine and user.
 *
 * <p>They go to {@code /var/cache/examhall} (root: the unprivileged user must get at them) or to
 * the user's cache folder, else into the server's own folder. Unpacking is atomic: another process
 * sees all of it or nothing.
 */
final class UnpackedServers {
  private static final String POSTGRES_JAR_ENTRY = "/postgres-linux-x86_64.txz";
  private static final String REDIS_JAR_ENTRY = "/redis-server-6.2.6-v5-linux-amd64";

  private UnpackedServers() {}

  /** The folder that holds {@code bin/postgres}. */
  static Path postgres(Path home) {
    return unpacked("postgresql-17.11.0", home, UnpackedServers::unpackPostgres);
  }

  /** The program {@code redis-server}. */
  static Path redis(Path home) {
    return unpacked("redis-6.2.6-v5", home, UnpackedServers::unpackRedis).resolve("redis-server");
  }

  private interface Unpacking {
    void into(Path folder) throws IOException;
  }

  private static Path unpacked(String name, Path home, Unpacking unpacking) {
    try {
      Path folder = cache(home).resolve(name);
      if (!Files.isDirectory(folder)) {
        unpackAside(folder, unpacking);
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack " + name, e);
    }
  }

  private static void unpackAside(Path folder, Unpacking unpacking) throws IOException {
    Path aside = Files.createTempDirectory(folder.getParent(), ".unpacking-");
    try {
      unpacking.into(aside);
      openToAll(aside);
      Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(folder)) { // otherwise another process was quicker
        throw e;
      }
    } finally {
      Folders.delete(aside);
    }
  }

  private static Path cache(Path home) throws IOException {
    for (Path candidate : List.of(userCache().resolve("examhall"), home)) {
      try {
        Files.createDirectories(candidate);
        if (Files.isWritable(candidate) && opened(candidate)) {
          return candidate;
        }
      } catch (FileSystemException e) {
        continue; // a home that is not there or not ours: the next place will do
      }
    }
    throw new IOException("nowhere to unpack to: " + home + " is not writable");
  }

  private static boolean opened(Path folder) throws IOException {
    if (Unprivileged.isRoot()) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return Unprivileged.reaches(folder);
  }

  private static Path userCache() {
    if (Unprivileged.isRoot()) {
      return Path.of("/var/cache");
    }
    return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
        .filter(value -> value.startsWith("/"))
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
  }

  private static void unpackPostgres(Path folder) throws IOException {
    try (InputStream jarEntry = new BufferedInputStream(open(POSTGRES_JAR_ENTRY));
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(jarEntry))) {
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        unpack(tar, entry, folder);
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder)
      throws IOException {
    Path target = folder.resolve(entry.getName()).normalize();
    if (!target.startsWith(folder)) {
      throw new IOException("entry outside the archive: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, target);
      boolean executable = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }

  private static void unpackRedis(Path folder) throws IOException {
    Path program = folder.resolve("redis-server");
    try (InputStream jarEntry = open(REDIS_JAR_ENTRY)) {
      Files.copy(jarEntry, program);
    }
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static InputStream open(String jarEntry) throws IOException {
    InputStream stream = UnpackedServers.class.getResourceAsStream(jarEntry);
    if (stream == null) {
      throw new IOException(jarEntry + " is not on the class path; this demo needs Linux on amd64");
    }
    return stream;
  }

  private static void openToAll(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.filter(Files::isDirectory).toList()) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }
}
