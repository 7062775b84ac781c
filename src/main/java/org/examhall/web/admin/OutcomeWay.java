package org.examhall.web.admin;

import java.util.List;
import java.util.Optional;
import org.examhall.core.consumer.CertificateSummary;
import org.examhall.core.consumer.OutcomeAddress;

/**
 * How an LMS is reached when it is sent grades, as the page shows it.
 *
 * @param atOnce how many grades are sent at the same time
 * @param from as typed, when it could not be saved
 * @param to as {@code from}
 * @param problem what is wrong with what was sent
 */
public record OutcomeWay(
    long consumerId,
    int atOnce,
    Optional<CertificateSummary> certificate,
    List<OutcomeAddress> addresses,
    String from,
    String to,
    Optional<String> problem) {
  /** The same with what was typed and what is wrong with it. */
  OutcomeWay with(String typedFrom, String typedTo, String whatIsWrong) {
    return new OutcomeWay(
        consumerId, atOnce, certificate, addresses, typedFrom, typedTo, Optional.of(whatIsWrong));
  }
}
