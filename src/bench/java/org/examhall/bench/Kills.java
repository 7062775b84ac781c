package org.examhall.bench;

import java.util.concurrent.ThreadLocalRandom;

/**
 * The web process dies at random moments, as often as told, as {@code kill -9} has it.
 *
 * @param longestMillis how long it works at most before the next one
 */
record Kills(int times, int longestMillis) implements Mishap {
  private static final int SHORTEST_MILLIS = 300;

  @Override
  public Process happen(Rig rig, Process web) {
    Process running = web;
    for (int i = 0; i < times; i++) {
      Mishap.pauseMillis(ThreadLocalRandom.current().nextLong(SHORTEST_MILLIS, longestMillis));
      Rig.kill(running);
      running = rig.startWeb();
    }
    Mishap.pauseMillis(2_000);
    return running;
  }
}
