package org.examhall.core.attempt.save;

import java.util.ArrayList;
import java.util.List;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.SqlFailure;

/**
 * Finds the elements of a batch that only the database objects to, so that they can be refused and
 * the others stored: what one element does wrong must not hold up an exam.
 *
 * <p>Halves of the batch are stored and rolled back until single elements are left. After a bounded
 * number of trials, which no exam needs, whatever is not known to be good is refused. Threads: any.
 */
final class Culprits {
  private static final int MAX_TRIALS = 400;

  private final Db db;
  private final SaveBatches save;

  Culprits(Db db, SaveBatches save) {
    this.db = db;
    this.save = save;
  }

  /** Ends a trial: nothing of it is kept. */
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** The batch with those elements among the refused; the same batch when there are none. */
  Batch refuseIn(Batch batch) {
    Search search = new Search(batch);
    search.sort(batch.elements());
    return batch.with(search.good, search.refused);
  }

  private final class Search {
    private final Batch batch;
    private final List<Element> good = new ArrayList<>();
    private final List<Refusal> refused;
    private int trials;

    Search(Batch batch) {
      this.batch = batch;
      this.refused = new ArrayList<>(batch.refused());
    }

    void sort(List<Element> some) {
      boolean exhausted = trials >= MAX_TRIALS;
      if (some.isEmpty() || (!exhausted && fits(some))) {
        good.addAll(some);
      } else if (some.size() == 1 || exhausted) {
        some.forEach(element -> refused.add(new Refusal(element.key(), Refusal.Why.VALUE)));
      } else {
        int middle = some.size() / 2;
        sort(some.subList(0, middle));
        sort(some.subList(middle, some.size()));
      }
    }

    private boolean fits(List<Element> some) {
      trials++;
      return Culprits.this.fits(batch.with(some, List.of()));
    }
  }

  private boolean fits(Batch trial) {
    try {
      return db.tx(
          tx -> {
            save.run(tx, List.of(trial));
            throw new Enough();
          });
    } catch (Enough e) {
      return true;
    } catch (SqlFailure e) {
      if (e.isAboutData()) {
        return false;
      }
      throw e;
    }
  }
}
