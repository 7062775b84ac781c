package org.examhall.core.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.examhall.kernel.disk.Disk;

/**
 * The folder that backups are in, each a folder named after its moment.
 *
 * <p>A backup grows under a name that is none, and a backup that goes has lost its name first: so
 * each that is there is whole. One process at a time; it holds a lock. Only the owner may enter.
 */
final class BackupFolders implements AutoCloseable {
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private static final String GROWING = ".growing";
  private static final String GOING = ".going";
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

  private final Path parent;
  private final FileChannel lock;

  private BackupFolders(Path parent, FileChannel lock) {
    this.parent = parent;
    this.lock = lock;
  }

  /** Opens the folder, creating it if need be, and removes what a process that died left in it. */
  static BackupFolders open(Path parent) throws IOException {
    Disk.makeFolder(parent, PosixFilePermissions.asFileAttribute(FOLDER));
    FileChannel lock =
        FileChannel.open(
            parent.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (lock.tryLock() == null) {
      lock.close();
      throw new IllegalStateException("another backup is being taken in " + parent);
    }
    Disk.remove(parent.resolve(GROWING));
    Disk.remove(parent.resolve(GOING));
    return new BackupFolders(parent, lock);
  }

  /** An empty folder for a new backup. */
  Path grow() throws IOException {
    return Files.createDirectory(
        parent.resolve(GROWING), PosixFilePermissions.asFileAttribute(FOLDER));
  }

  /** The new backup is whole: it has its name from now on, and will have it after a power cut. */
  Path publish(Path grown, Instant takenAt) throws IOException {
    closeToOthers(grown);
    Disk.forceTree(grown);
    Path named =
        Files.move(grown, parent.resolve(NAME.format(takenAt)), StandardCopyOption.ATOMIC_MOVE);
    Disk.force(parent);
    return named;
  }

  /** The newest one. */
  Optional<Path> newest() throws IOException {
    return newestFirst().stream().findFirst();
  }

  /** Removes all but the newest; how many went. */
  int keep(int most) throws IOException {
    List<Path> old = newestFirst().stream().skip(most).toList();
    for (Path backup : old) {
      Path going = Files.move(backup, parent.resolve(GOING), StandardCopyOption.ATOMIC_MOVE);
      Disk.remove(going);
    }
    return old.size();
  }

  @Override
  public void close() throws IOException {
    try (lock) {
      Disk.remove(parent.resolve(GROWING)); // it failed, and may have filled the disk
    }
  }

  private static void closeToOthers(Path tree) throws IOException {
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path path : all.toList()) {
        Files.setPosixFilePermissions(path, Files.isDirectory(path) ? FOLDER : FILE);
      }
    }
  }

  private List<Path> newestFirst() throws IOException {
    try (Stream<Path> all = Files.list(parent)) {
      return all.filter(path -> path.getFileName().toString().matches("\\d{8}T\\d{9}Z"))
          .filter(path -> Files.exists(path.resolve(Manifest.FILE)))
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }
}
