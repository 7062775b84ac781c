package org.examhall.core.attempt.save;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.examhall.core.attempt.Archive;
import org.examhall.core.scoring.IdentifyQuestions;
import org.examhall.kernel.sql.Db;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Packs what ended attempts hold into one row each, which takes a sixth of the room.
 *
 * <p>One attempt a transaction; one that can't be packed stays as it is and hinders no other.
 * Repeats: harmless. Threads: any, of any process.
 */
public final class PackEnded {
  /** By then, what was under way when an attempt ended has come. */
  public static final Duration USUAL_QUIET = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(PackEnded.class);

  private final Archive archive;
  private final IdentifyQuestions identify;

  /** Into this archive. */
  public PackEnded(Archive archive, IdentifyQuestions identify) {
    this.archive = archive;
    this.identify = identify;
  }

  /**
   * Packs all attempts that have ended, or stops early.
   *
   * @param quiet for how long nothing has come of them
   * @param goOn asked before each
   * @return how many were packed
   */
  public long run(Db db, Duration quiet, BooleanSupplier goOn) {
    long packed = 0;
    Optional<Long> id = next(db, 0, quiet);
    while (id.isPresent() && goOn.getAsBoolean()) {
      packed += pack(db, id.get(), quiet) ? 1 : 0;
      id = next(db, id.get(), quiet);
    }
    return packed;
  }

  private Optional<Long> next(Db db, long after, Duration quiet) {
    return db.tx(tx -> archive.next(tx, after, quiet.toSeconds()));
  }

  private boolean pack(Db db, long id, Duration quiet) {
    try {
      return db.tx(
          tx -> {
            // Somebody may have saved or packed it since it was found.
            if (!archive.next(tx, id - 1, quiet.toSeconds()).equals(Optional.of(id))) {
              return false;
            }
            identify.run(tx, id);
            archive.pack(tx, id);
            return true;
          });
    } catch (RuntimeException e) {
      LOG.error("attempt {} stays unpacked", id, e);
      return false;
    }
  }
}
