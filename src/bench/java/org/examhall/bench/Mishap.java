package org.examhall.bench;

import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Something that happens to one web process and what is under it. */
interface Mishap {
  /** Does it; the web process that runs afterwards. */
  Process happen(Rig rig, Process web);

  /** What is promised besides that nothing is lost; empty if it held. */
  default List<String> broken(List<Replayer> students) {
    return List.of();
  }

  /** Lets time pass. */
  static void pauseMillis(long millis) {
    LockSupport.parkNanos(millis * 1_000_000);
  }
}
