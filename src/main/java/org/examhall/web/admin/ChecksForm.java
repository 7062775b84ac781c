package org.examhall.web.admin;

import java.util.Optional;
import org.examhall.core.consumer.KeySummary;
import org.examhall.core.consumer.LaunchChecks;
import org.examhall.web.http.Request;

/**
 * How a key's launches are checked, as the form holds it: as typed, and what is wrong with it.
 *
 * @param keyId whose form it is
 * @param method weakest accepted signature method
 * @param window largest clock difference in seconds, as typed
 */
public record ChecksForm(
    long keyId,
    String key,
    String method,
    String window,
    boolean laterVersions,
    boolean adminsAreStaff,
    Optional<String> problem) {
  /** The form that shows what holds now. */
  static ChecksForm of(KeySummary key) {
    LaunchChecks checks = key.checks();
    return new ChecksForm(
        key.id(),
        key.key(),
        checks.minimumMethod(),
        Integer.toString(checks.windowSeconds()),
        checks.laterVersions(),
        checks.adminsAreStaff(),
        Optional.empty());
  }

  /** The form as it was sent. */
  static ChecksForm of(Request request, KeySummary key) {
    return new ChecksForm(
        key.id(),
        key.key(),
        request.parameter("method").orElse(""),
        request.parameter("window").orElse(""),
        request.parameter("later").isPresent(),
        request.parameter("admins").isPresent(),
        Optional.empty());
  }

  /** The same with what is wrong with it. */
  ChecksForm with(String whatIsWrong) {
    return new ChecksForm(
        keyId, key, method, window, laterVersions, adminsAreStaff, Optional.of(whatIsWrong));
  }

  /** What was typed; a window that is no number is one that nobody may choose. */
  LaunchChecks read() {
    int seconds = window.matches("[0-9]{1,6}") ? Integer.parseInt(window) : 0;
    return new LaunchChecks(method, seconds, laterVersions, adminsAreStaff);
  }
}
