package org.examhall.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/** A throw-away key with its certificate, made on the spot. */
public final class TestKeys {
  private static final String PASSWORD = "changeit";
  private static final String OWN = "key";
  private static final String ISSUED = "issued";

  private final Path file;
  private final KeyStore store;
  private final String alias;

  private TestKeys(Path file, String alias) throws IOException, GeneralSecurityException {
    this.file = file;
    this.store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    this.alias = alias;
  }

  /** Self-signed, made in {@code folder}, for the host {@code ip}. */
  public static TestKeys make(Path folder, String name, String ip) {
    return make(folder.resolve(name + ".p12"), OWN, name, List.of("-ext", "san=ip:" + ip));
  }

  /** One that vouches for others. */
  public static TestKeys authority(Path folder, String name) {
    return make(folder.resolve(name + ".p12"), OWN, name, List.of("-ext", "bc=ca:true"));
  }

  /**
   * A key whose certificate this one vouches for, made beside it, for the host {@code ip}.
   *
   * @param fromDay its first day, counted from today
   * @param days how many it is good for
   */
  public TestKeys issue(String name, String ip, int fromDay, int days) {
    Path copy = file.resolveSibling(name + ".p12");
    try {
      Files.copy(file, copy);
      TestKeys issued =
          make(
              copy,
              ISSUED,
              name,
              List.of(
                  "-ext",
                  "san=ip:" + ip,
                  "-signer",
                  OWN,
                  "-startdate",
                  "%+dd".formatted(fromDay),
                  "-validity",
                  Integer.toString(days)));
      issued.store.deleteEntry(OWN);
      return issued;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TestKeys make(Path file, String alias, String name, List<String> more) {
    List<String> keytool =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC",
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                alias,
                "-dname",
                "CN=" + name,
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD,
                "-storetype",
                "PKCS12"));
    keytool.addAll(more);
    try {
      new ProcessBuilder(keytool).redirectErrorStream(true).start().waitFor();
      return new TestKeys(file, alias);
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
      return pem("CERTIFICATE", store.getCertificate(alias).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its private key as PEM. */
  public String key() {
    try {
      return pem(
          "PRIVATE KEY", Objects.requireNonNull(store.getKey(alias, password())).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String label, byte[] bytes) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, Base64.getMimeEncoder().encodeToString(bytes), label);
  }
}
