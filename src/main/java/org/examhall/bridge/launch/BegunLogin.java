package org.examhall.bridge.launch;

import java.util.Optional;

/**
 * A login that began here and goes on at the platform.
 *
 * @param state opaque; names the login
 * @param browserSecret for a cookie of this login, and for the platform's storage
 * @param authorizationUrl where the browser goes next
 * @param storage where the platform keeps things for us; empty when it offers nothing
 */
public record BegunLogin(
    String state,
    String browserSecret,
    String authorizationUrl,
    Optional<PlatformStorage> storage) {
  @Override
  public String toString() {
    return "BegunLogin";
  }
}
