package org.examhall.bridge.launch;

import java.time.Duration;

/**
 * A stored launch and what the browser needs for it.
 *
 * @param id for the path of its pages
 * @param token for its cookie; only its hash is stored
 * @param lifetime how long both work
 */
public record OpenedLaunch(String id, String token, Duration lifetime) {
  @Override
  public String toString() {
    return "OpenedLaunch[" + id + "]";
  }
}
