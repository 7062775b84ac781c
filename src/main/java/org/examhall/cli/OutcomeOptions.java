package org.examhall.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.examhall.core.user.Actor;
import org.examhall.kernel.sql.Tx;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options about how an LMS is reached when it is sent grades. */
final class OutcomeOptions {
  @ArgGroup private @Nullable Certificate certificate;

  @ArgGroup(exclusive = false)
  private @Nullable Address address;

  @Option(
      names = "--grades-at-once",
      paramLabel = "N",
      description = "How many grades each worker sends at the same time, 1 to 16.")
  private @Nullable Integer atOnce;

  static final class Certificate {
    @Option(
        names = "--client-certificate",
        paramLabel = "FILE",
        required = true,
        description = "Shows the LMS this client certificate (LTI 1.1): PEM, with its PKCS #8 key.")
    private @Nullable Path file;

    @Option(
        names = "--no-client-certificate",
        required = true,
        description = "Shows the LMS none any more.")
    private boolean none;
  }

  static final class Address {
    @Option(
        names = "--outcome-url-from",
        paramLabel = "U",
        required = true,
        description =
            "Start of the LMS's outcome addresses (LTI 1.1); without --outcome-url-to it counts.")
    private String from = "";

    @Option(
        names = "--outcome-url-to",
        paramLabel = "U",
        description = "What is called instead of --outcome-url-from.")
    private @Nullable String to;
  }

  /** Does what is named. */
  void apply(Tx tx, Installation installation, long consumerId) {
    if (atOnce != null) {
      installation.changeGradesAtOnce().run(tx, Actor.SYSTEM, consumerId, atOnce);
    }
    if (certificate != null) {
      Optional<String> pem = Optional.ofNullable(certificate.file).map(OutcomeOptions::text);
      installation.changeCertificate().run(tx, Actor.SYSTEM, consumerId, pem);
    }
    if (address != null) {
      installation
          .changeOutcomeAddress()
          .run(tx, Actor.SYSTEM, consumerId, address.from, Optional.ofNullable(address.to));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException("the file can't be read", e);
    }
  }
}
