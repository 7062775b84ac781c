package org.examhall.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The part of F06 where nothing can be logged: requests are answered, answers are saved and grades
 * are sent as if nothing were; with room again there are lines again.
 */
record FullLog(SmallDisk disk) {
  /** More than what the last page of a file that has no more pages takes. */
  private static final int LINES = 100;

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  void happen(Hall hall, Students at, List<String> broken) {
    Path log = hall.rig().home().resolve("web.log");
    disk.leave(0);
    isLogged(hall, LINES);
    long full = size(log);
    List<Integer> before = at.acks();
    int grades = hall.connected().received();
    if (isLogged(hall, LINES) < LINES) {
      broken.add("requests failed while nothing could be logged");
    }
    hall.entry().start(hall.invite("unlogged"));
    await(
        () -> at.stuckSince(before, -1, "").isEmpty() && hall.connected().received() > grades,
        "answers were not saved, or grades not sent, while nothing could be logged",
        broken);
    if (size(log) > full) {
      broken.add("the disk of the logs had room: it shows nothing");
    }
    disk.makeRoom();
    await(
        () -> isLogged(hall, 1) == 1 && size(log) > full,
        "there is room, and nothing is logged",
        broken);
  }

  /** How many of so many requests had the answer they should; each is a line. */
  private static int isLogged(Hall hall, int times) {
    int answered = 0;
    for (int i = 0; i < times; i++) {
      answered += hall.entry().look("/nothing-here", "").statusCode() == 404 ? 1 : 0;
    }
    return answered;
  }

  private static void await(Callable<Boolean> done, String otherwise, List<String> broken) {
    try {
      Awaitility.await().atMost(PATIENCE).until(done);
    } catch (ConditionTimeoutException e) {
      broken.add(otherwise);
    }
  }

  private static long size(Path log) {
    try {
      return Files.size(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
