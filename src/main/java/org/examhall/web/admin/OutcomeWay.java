package org.examhall.web.admin;

import java.util.List;
import java.util.Optional;
import org.examhall.core.consumer.CertificateSummary;
import org.examhall.core.consumer.OutcomeAddress;

/**
 * How an LMS is reached when it is sent grades, as the page shows it.
 *
 * @param lti11 whether it has a key of LTI 1.1
 * @param atOnce how many grades are sent at the same time
 * @param from as typed, when it could not be saved
 * @param to as {@code from}
 * @param problem what is wrong with what was sent
 */
public record OutcomeWay(
    long consumerId,
    boolean lti11,
    int atOnce,
    Optional<CertificateSummary> certificate,
    List<OutcomeAddress> addresses,
    String from,
    String to,
    Optional<String> problem) {
  /** The same with what was typed and what is wrong with it. */
  OutcomeWay with(String typedFrom, String typedTo, String whatIsWrong) {
    return new OutcomeWay(
        consumerId,
        lti11,
        atOnce,
        certificate,
        addresses,
        typedFrom,
        typedTo,
        Optional.of(whatIsWrong));
  }

  /** Whether there is something to say of grades by LTI 1.1, be it only to be taken away. */
  public boolean isOfLti11() {
    return lti11 || certificate.isPresent() || !addresses.isEmpty();
  }
}
