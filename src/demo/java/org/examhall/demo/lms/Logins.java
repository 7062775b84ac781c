package org.examhall.demo.lms;

import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Launches that wait for the tool to ask for them, each of them once. Threads: any. */
final class Logins {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int MOST = 10_000;

  private final Map<String, Launch13> waiting = new ConcurrentHashMap<>();

  /** Lets a launch wait; the hint that it is asked for with. */
  String add(Launch13 launch) {
    if (waiting.size() >= MOST) {
      waiting.clear(); // nobody will come for them any more
    }
    String hint =
        "{\"cmid\":\"" + launch.about() + "\",\"launchid\":\"" + RANDOM.nextLong() + "\"}";
    waiting.put(hint, launch);
    return hint;
  }

  /** The launch of a hint; nobody gets it again. */
  Optional<Launch13> take(String hint) {
    return Optional.ofNullable(waiting.remove(hint));
  }
}
