package org.examhall.bridge.registration;

import java.util.Optional;

/**
 * What a platform brings along when it wants to register itself.
 *
 * @param configurationUrl {@code openid_configuration}: where it says what it is
 * @param token {@code registration_token}; D2L brings none. Never logged.
 */
public record Initiation(String configurationUrl, Optional<String> token) {
  @Override
  public String toString() {
    return "Initiation[" + configurationUrl + "]";
  }
}
