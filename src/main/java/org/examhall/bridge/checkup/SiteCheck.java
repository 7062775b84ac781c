package org.examhall.bridge.checkup;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.examhall.kernel.config.Config;
import org.examhall.kernel.config.Option;
import org.examhall.kernel.fault.OneLine;

/** Whether browsers reach both origins, over a certificate that they believe. */
final class SiteCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  static final Duration SOON = Duration.ofDays(14);
  private static final List<Option> ORIGINS = List.of(Option.PUBLIC_URL, Option.CONTENT_URL);

  private final Config config;

  SiteCheck(Config config) {
    this.config = config;
  }

  /**
   * What one origin showed.
   *
   * @param until when its certificate ends; empty when none was seen that is believed
   * @param notBelieved whether that is because there is one which is not
   */
  record Look(Finding finding, Optional<Instant> until, boolean notBelieved) {
    static Look without(Finding finding) {
      return new Look(finding, Optional.empty(), false);
    }
  }

  /** At both origins. */
  List<Look> look() {
    return ORIGINS.stream().map(this::origin).toList();
  }

  List<Finding> run() {
    List<Finding> findings = new ArrayList<>(look().stream().map(Look::finding).toList());
    if (config.flag(Option.ONE_HOST_RISK_ACCEPTED)) {
      findings.add(
          Finding.warn(
              "origins",
              "packages may share the pages' host and could act as whoever opens them: give"
                  + " EXAMHALL_CONTENT_URL a host of its own and take"
                  + " EXAMHALL_ONE_HOST_RISK_ACCEPTED away"));
    }
    return findings;
  }

  private Look origin(Option option) {
    URI origin = config.origin(option);
    boolean local = origin.getHost().equals("localhost") || origin.getHost().startsWith("127.");
    return origin.getScheme().equals("https") || local
        ? answer(option, origin)
        : Look.without(
            Finding.wrong(
                "origins",
                option.variable()
                    + " is "
                    + origin
                    + ", but browsers keep our cookies only over https: put a proxy with a"
                    + " certificate in front and write https://"));
  }

  private static Look answer(Option option, URI origin) {
    String subject = option == Option.PUBLIC_URL ? "pages" : "player";
    try {
      Optional<Instant> until = certificateEnd(origin);
      return new Look(answered(subject, origin, until), until, false);
    } catch (IOException e) {
      return isDistrust(e)
          ? new Look(notBelieved(subject, origin, e), Optional.empty(), true)
          : Look.without(
              Finding.warn(
                  subject,
                  "%s does not answer from this machine (%s): is NGINX running, are the web processes, and does the name lead here?"
                      .formatted(origin, OneLine.of(e))));
    }
  }

  /** Whether a certificate was seen and not believed; a handshake fails for other reasons, too. */
  private static boolean isDistrust(IOException failure) {
    return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
        .anyMatch(
            cause ->
                cause instanceof CertificateException
                    || cause instanceof CertPathValidatorException
                    || cause instanceof SSLPeerUnverifiedException);
  }

  private static Finding notBelieved(String subject, URI origin, IOException failure) {
    return Finding.wrong(
        subject,
        "the certificate of %s is not believed (%s): renew it, or install one for this name from an authority that browsers and the LMS know"
            .formatted(origin, OneLine.of(failure)));
  }

  private static Finding answered(String subject, URI origin, Optional<Instant> until) {
    return until.filter(end -> end.isBefore(Instant.now().plus(SOON))).isPresent()
        ? Finding.warn(
            subject,
            "the certificate of %s ends at %s: renew it (certbot renew), and look why that was not done by itself"
                .formatted(origin, until.get()))
        : Finding.ok(
            subject,
            origin
                + " answers"
                + until.map(end -> ", its certificate is good until " + end).orElse(""));
  }

  /** Asks for the plainest answer; empty over plain HTTP. */
  private static Optional<Instant> certificateEnd(URI origin) throws IOException {
    HttpURLConnection call = (HttpURLConnection) origin.resolve("/is_up").toURL().openConnection();
    call.setConnectTimeout((int) PATIENCE.toMillis());
    call.setReadTimeout((int) PATIENCE.toMillis());
    call.setInstanceFollowRedirects(false);
    try {
      call.connect();
      Optional<Instant> end =
          call instanceof HttpsURLConnection secure ? Optional.of(end(secure)) : Optional.empty();
      int status = call.getResponseCode();
      if (status != HttpURLConnection.HTTP_OK) {
        throw new IOException("HTTP status " + status);
      }
      return end;
    } finally {
      call.disconnect();
    }
  }

  private static Instant end(HttpsURLConnection call) throws IOException {
    Certificate[] chain = call.getServerCertificates();
    return ((X509Certificate) chain[0]).getNotAfter().toInstant();
  }
}
