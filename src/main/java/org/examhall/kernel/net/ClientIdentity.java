package org.examhall.kernel.net;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.examhall.kernel.fault.Refused;

/**
 * Who we are to a server that asks for a client certificate.
 *
 * <p>Threads: any, immutable. Source: RFC 7468 (PEM), RFC 5958 (PKCS #8).
 *
 * @param chain our own certificate first
 */
public record ClientIdentity(List<X509Certificate> chain, PrivateKey key) {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]+)-----END \\1-----");

  /**
   * The certificates and the key of a PEM text, in any order; other text between them is skipped.
   *
   * <p>Errors: {@link Refused} with a {@link PemReason}.
   */
  public static ClientIdentity ofPem(String pem) {
    List<X509Certificate> chain = certificates(blocks(pem, "CERTIFICATE"));
    ClientIdentity identity = new ClientIdentity(chain, key(pem, chain.get(0)));
    identity.requirePair();
    return identity;
  }

  /** Its certificates alone, as PEM: nothing secret. */
  public static String certificatesOf(String pem) {
    return blocks(pem, "CERTIFICATE");
  }

  private static String blocks(String pem, String label) {
    return BLOCK
        .matcher(pem)
        .results()
        .filter(block -> block.group(1).equals(label))
        .map(block -> block.group() + "\n")
        .collect(Collectors.joining());
  }

  /**
   * The certificates of a PEM text that holds nothing else.
   *
   * <p>Errors: {@link Refused} when there are none.
   */
  public static List<X509Certificate> certificates(String pem) {
    try {
      List<X509Certificate> chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (chain.isEmpty()) {
        throw new Refused(PemReason.NO_CERTIFICATE);
      }
      return chain;
    } catch (CertificateException e) {
      throw new Refused(PemReason.NO_CERTIFICATE);
    }
  }

  private static PrivateKey key(String pem, X509Certificate certificate) {
    Matcher block = BLOCK.matcher(blocks(pem, "PRIVATE KEY"));
    if (!block.find()) {
      throw new Refused(pem.contains("PRIVATE KEY-----") ? PemReason.OTHER_KEY : PemReason.NO_KEY);
    }
    try {
      byte[] encoded = Base64.getMimeDecoder().decode(block.group(2));
      return KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
          .generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new Refused(PemReason.NOT_ITS_KEY);
    }
  }

  /** What the key signs, the certificate must verify. */
  private void requirePair() {
    String algorithm = key.getAlgorithm();
    try {
      Signature signature =
          Signature.getInstance(
              algorithm.startsWith("Ed") ? algorithm : "SHA256with" + scheme(algorithm));
      signature.initSign(key);
      byte[] signed = signature.sign();
      signature.initVerify(chain.get(0).getPublicKey());
      if (!signature.verify(signed)) {
        throw new Refused(PemReason.NOT_ITS_KEY);
      }
    } catch (GeneralSecurityException e) {
      throw new Refused(PemReason.NOT_ITS_KEY);
    }
  }

  private static String scheme(String algorithm) {
    return algorithm.equals("EC") ? "ECDSA" : algorithm;
  }

  /** Never shows the key. */
  @Override
  public String toString() {
    return "client certificate of " + chain.get(0).getSubjectX500Principal();
  }
}
