package org.examhall.kernel.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** Which version of the program this is, as the build wrote it down. */
public record Version(String text) {
  /** Of this program. */
  public static Version current() {
    try (InputStream file = Version.class.getResourceAsStream("/version.properties")) {
      Properties written = new Properties();
      written.load(Objects.requireNonNull(file));
      return new Version(written.getProperty("version", "unknown"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
