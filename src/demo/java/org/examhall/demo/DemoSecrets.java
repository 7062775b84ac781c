package org.examhall.demo;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Properties;

/** Random secrets of one demo, kept in a file that its owner alone may read. */
final class DemoSecrets {
  /** Without the characters that people mix up. */
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

  private static final int SECRET_CHARS = 40;
  private static final int PASSWORD_CHARS = 16;

  private final Path file;
  private final Properties values = new Properties();
  private final SecureRandom random = new SecureRandom();

  private DemoSecrets(Path file) {
    this.file = file;
  }

  static DemoSecrets of(DemoFolder folder) {
    DemoSecrets secrets = new DemoSecrets(folder.secrets());
    if (Files.exists(secrets.file)) {
      secrets.read();
    }
    return secrets;
  }

  String adminPassword() {
    return value("admin.password", PASSWORD_CHARS);
  }

  String consumerSecret() {
    return value("consumer.secret", SECRET_CHARS);
  }

  /** Encrypts secrets in the database. */
  String secretKey() {
    return value("secret.key", SECRET_CHARS);
  }

  String keyStorePassword() {
    return value("keystore.password", SECRET_CHARS);
  }

  private String value(String name, int chars) {
    String value = values.getProperty(name);
    if (value == null) {
      value = random(chars);
      values.setProperty(name, value);
      write();
    }
    return value;
  }

  private String random(int chars) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < chars; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  private void read() {
    try (Reader reader = Files.newBufferedReader(file)) {
      values.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write() {
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try {
      if (!Files.exists(file)) {
        Files.createFile(file, ownerOnly);
      }
      try (Writer writer = Files.newBufferedWriter(file)) {
        values.store(writer, "Secrets of this demo");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
