package org.examhall.scorm.zip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where packages grow before anybody can see them: a folder per process, inside it a folder per
 * upload.
 *
 * <p>A process holds a lock in its folder for as long as it lives. A folder that can be locked
 * belonged to one that died, half-unpacked uploads and all, and is removed by the next that starts;
 * processes that share the storage leave each other's alone. Threads: any.
 */
final class StagingArea implements AutoCloseable {
  private static final String LOCK = "owner.lock";

  private final Path folder;
  private final FileChannel lock;

  private StagingArea(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /** Claims a folder below the given one and removes those of the dead. */
  static StagingArea claim(Path areas) throws IOException {
    Files.createDirectories(areas);
    removeDead(areas);
    while (true) {
      Path folder = Files.createTempDirectory(areas, "process-");
      Optional<FileChannel> lock = lock(folder);
      // Empty, or gone by now, if another starting process took the new folder for a dead one.
      if (lock.isPresent() && Files.exists(folder.resolve(LOCK))) {
        return new StagingArea(folder, lock.get());
      }
    }
  }

  /** A new folder for one upload; whoever asked moves it away or removes it. */
  Path newFolder() throws IOException {
    return Files.createTempDirectory(folder, "upload-");
  }

  @Override
  public void close() {
    try (lock) {
      Disk.remove(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void removeDead(Path areas) throws IOException {
    List<Path> folders;
    try (Stream<Path> all = Files.list(areas)) {
      folders = all.toList();
    }
    for (Path folder : folders) {
      Optional<FileChannel> lock = lock(folder);
      if (lock.isPresent()) {
        try (FileChannel held = lock.get()) {
          Disk.remove(folder);
        }
      }
    }
  }

  /** The lock of a folder; empty while somebody alive holds it. */
  private static Optional<FileChannel> lock(Path folder) throws IOException {
    FileChannel channel;
    try {
      channel =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    try {
      if (channel.tryLock() != null) {
        return Optional.of(channel);
      }
    } catch (OverlappingFileLockException e) {
      // Held by this very process; closing the channel below does not let go of it here, because
      // the virtual machine refused before it asked the system.
    }
    channel.close();
    return Optional.empty();
  }
}
