package org.examhall.demo.lms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.demo.lms.Course.Contents;

/**
 * Keeps the course in a JSON file, or nowhere; a new course starts with people and one activity.
 */
final class CourseFile {
  private static final List<Person> PEOPLE =
      List.of(
          new Person("t1", "Ingrid", "Solheim", Person.Role.INSTRUCTOR),
          new Person("s1", "Mira", "Okafor", Person.Role.LEARNER),
          new Person("s2", "Tomás", "Ó Briain", Person.Role.LEARNER),
          new Person(
              "s3",
              "Μαρία-Αλεξάνδρα Ольга ნინო",
              "Παπαδοπούλου-Константинова Տեր-Պետրոսյան الحسيني",
              Person.Role.LEARNER));

  private CourseFile() {}

  /** What the file remembers; what a new course starts with when there is none. */
  static Contents contents(Optional<Path> file) {
    return file.filter(Files::exists).map(CourseFile::read).orElseGet(CourseFile::fresh);
  }

  /** The course, which is written to the file at every change; without a file it is forgotten. */
  static Course course(Contents contents, Optional<Path> file) {
    return new Course(contents, changed -> file.ifPresent(path -> write(path, changed)));
  }

  private static Contents fresh() {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    Activity first = new Activity("exam-1", "First exam", false, Version.LTI_11, Map.of(), "");
    return new Contents(
        HexFormat.of().formatHex(secret), PEOPLE, List.of(first), List.of(), Version.LTI_11);
  }

  private static Contents read(Path file) {
    try {
      return Json.MAPPER.readValue(file.toFile(), Contents.class);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** All of it or nothing. */
  static void write(Path file, Object contents) {
    Path aside = file.resolveSibling(file.getFileName() + ".new");
    try {
      Json.MAPPER.writerWithDefaultPrettyPrinter().writeValue(aside.toFile(), contents);
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
