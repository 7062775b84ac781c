package org.examhall.scorm.zip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.examhall.kernel.disk.Disk;

/**
 * Where packages grow before anybody can see them: a folder per process, inside it a folder per
 * upload.
 *
 * <p>A process holds a lock in its folder for as long as it lives. A folder that can be locked
 * belonged to one that died, half-unpacked uploads and all, and is removed by the next that starts;
 * processes that share the storage leave each other's alone. A process does not look at its own:
 * closing a second channel to a file would let go of its lock (POSIX). Threads: any.
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
      Path folder = Files.createTempDirectory(areas, ownPrefix());
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
      folders =
          all.filter(folder -> !folder.getFileName().toString().startsWith(ownPrefix())).toList();
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

  /** Tells this process from every other, also from one that got the same number later. */
  private static String ownPrefix() {
    ProcessHandle own = ProcessHandle.current();
    long startedMillis = own.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return "process-" + own.pid() + "-" + startedMillis + "-";
  }

  /** The lock of a folder; empty while somebody alive holds it, or when the folder is gone. */
  private static Optional<FileChannel> lock(Path folder) throws IOException {
    FileChannel channel;
    try {
      channel =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    if (channel.tryLock() != null) {
      return Optional.of(channel);
    }
    channel.close();
    return Optional.empty();
  }
}
