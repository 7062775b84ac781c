package org.examhall.boot;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the web application's files from where its classes are. */
final class WebRoot {
  private WebRoot() {}

  /** The unpacked WAR that the classes are part of, or the source folder in a working copy. */
  static Path find() {
    Path classes = classes();
    Path war = classes.resolve("../..").normalize();
    return Files.isDirectory(war.resolve("WEB-INF"))
        ? war
        : classes.resolve("../../src/main/webapp").normalize();
  }

  private static Path classes() {
    try {
      return Path.of(WebRoot.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
