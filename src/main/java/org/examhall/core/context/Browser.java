package org.examhall.core.context;

/**
 * What launches come from.
 *
 * @param address after trusted proxies
 * @param agent what it calls itself, cut; may be empty
 */
public record Browser(String address, String agent) {
  private static final int LONGEST_AGENT = 300;

  /** With as much of the agent as is kept. */
  public Browser {
    agent = agent.substring(0, Math.min(agent.length(), LONGEST_AGENT));
  }
}
