package org.examhall.core.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.examhall.kernel.json.Json;

/**
 * What is in a backup; a folder without one is none.
 *
 * @param format of the folder; 1
 * @param version of the program that took it
 * @param tables number of the newest migration that the database has had
 * @param takenAt the moment that the backup shows; PostgreSQL's clock
 * @param attempts how many the database has
 * @param files SHA-256 by name, in hex
 * @param packages SHA-256 of each package's zip, which is its name, too
 * @param missing packages that the database names and that were not to be had whole
 * @param keyCheck {@code keyCheck}, sealed with the secret key, in hex
 */
record Manifest(
    int format,
    String version,
    int tables,
    Instant takenAt,
    long attempts,
    Map<String, String> files,
    List<String> packages,
    List<String> missing,
    String keyCheck) {
  static final int FORMAT = 1;
  static final String FILE = "manifest.json";

  static Manifest read(Path folder, Json json) throws IOException {
    try {
      return json.mapper().readValue(Files.readString(folder.resolve(FILE)), Manifest.class);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(folder + " is no backup: it has no " + FILE, e);
    }
  }

  void write(Path folder, Json json) throws IOException {
    Files.writeString(folder.resolve(FILE), json.text(this) + "\n");
  }
}
