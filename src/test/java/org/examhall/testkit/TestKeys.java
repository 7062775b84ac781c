package org.examhall.testkit;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Objects;

/** A throw-away key with its self-signed certificate, made on the spot. */
public final class TestKeys {
  private static final String PASSWORD = "changeit";

  private final Path file;
  private final KeyStore store;

  private TestKeys(Path file) throws IOException, GeneralSecurityException {
    this.file = file;
    this.store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
  }

  /** Made in {@code folder}, for the host {@code ip}. */
  public static TestKeys make(Path folder, String name, String ip) {
    Path file = folder.resolve(name + ".p12");
    ProcessBuilder keytool =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-keyalg",
            "EC",
            "-alias",
            "key",
            "-dname",
            "CN=" + name,
            "-ext",
            "san=ip:" + ip,
            "-keystore",
            file.toString(),
            "-storepass",
            PASSWORD,
            "-storetype",
            "PKCS12");
    try {
      keytool.redirectErrorStream(true).start().waitFor();
      return new TestKeys(file);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The file that holds it. */
  public Path file() {
    return file;
  }

  /** The same, read. */
  public KeyStore store() {
    return store;
  }

  /** Opens store and key. */
  public char[] password() {
    return PASSWORD.toCharArray();
  }

  /** Its certificate as PEM. */
  public String certificate() {
    try {
      return pem("CERTIFICATE", store.getCertificate("key").getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its private key as PEM. */
  public String key() {
    try {
      return pem(
          "PRIVATE KEY", Objects.requireNonNull(store.getKey("key", password())).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String label, byte[] bytes) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, Base64.getMimeEncoder().encodeToString(bytes), label);
  }
}
