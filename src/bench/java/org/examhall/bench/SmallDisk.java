package org.examhall.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file system in memory that is made full, and roomy again, by changing its size. */
final class SmallDisk implements AutoCloseable {
  private static final int PAGE_BYTES = 4_096;
  private static final int TRIES = 50;
  private static final String ROOMY = "size=3g";

  private final Mounting mounting;
  private final Path place;

  /** Empty and roomy, on a new folder. */
  SmallDisk(Mounting mounting, Path place) {
    this.mounting = mounting;
    this.place = place;
    try {
      Files.createDirectory(place);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    mounting.mount(place, "mode=755," + ROOMY);
  }

  /** Moves a file or folder here; in its place is a link to it. */
  void take(Path path) {
    try {
      Path here = here(path);
      String problem = Mounting.output(List.of("cp", "-a", path.toString(), here.toString()));
      if (!problem.isEmpty()) {
        throw new IllegalStateException(problem);
      }
      KeptHome.delete(path);
      Files.createSymbolicLink(path, here);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts a file back that was taken. */
  void giveBack(Path path) {
    try {
      Files.delete(path);
      Files.copy(here(path), path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** No more than so much is left from now on. */
  void leave(long bytes) {
    String problem = "";
    for (int i = 0; i < TRIES; i++) {
      long size = Math.max(usedBytes() + bytes, PAGE_BYTES);
      problem = mounting.tryMount(place, "remount,size=" + size);
      if (problem.isEmpty()) {
        return;
      }
    }
    throw new IllegalStateException(problem); // it grew between the two, each time
  }

  /** There is room again. */
  void makeRoom() {
    mounting.mount(place, "remount," + ROOMY);
  }

  @Override
  public void close() {
    mounting.unmount(place);
  }

  private Path here(Path path) {
    return mounting.fromOutside(place).resolve(path.getFileName());
  }

  private long usedBytes() {
    var folder = mounting.fromOutside(place).toFile();
    return folder.getTotalSpace() - folder.getFreeSpace();
  }
}
