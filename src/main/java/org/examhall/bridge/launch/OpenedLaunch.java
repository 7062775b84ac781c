package org.examhall.bridge.launch;

/**
 * A stored launch and what the browser needs for it.
 *
 * @param id for the path of its pages
 * @param token for its cookie; only its hash is stored
 */
public record OpenedLaunch(String id, String token) {
  @Override
  public String toString() {
    return "OpenedLaunch[" + id + "]";
  }
}
