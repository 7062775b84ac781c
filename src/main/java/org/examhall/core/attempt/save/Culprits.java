package org.examhall.core.attempt.save;

import java.util.ArrayList;
import java.util.List;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.SqlFailure;

/**
 * Finds the elements of a batch that only the database objects to, so that they can be refused and
 * the others stored: what one element does wrong must not hold up an exam.
 *
 * <p>Halves of the batch are stored and rolled back until single elements are left. Threads: any.
 */
final class Culprits {
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
    List<Element> good = new ArrayList<>();
    List<Refusal> refused = new ArrayList<>(batch.refused());
    sort(batch, batch.elements(), good, refused);
    return batch.with(good, refused);
  }

  private void sort(Batch batch, List<Element> some, List<Element> good, List<Refusal> refused) {
    if (some.isEmpty() || fits(batch.with(some, List.of()))) {
      good.addAll(some);
    } else if (some.size() == 1) {
      refused.add(new Refusal(some.get(0).key(), Refusal.Why.VALUE));
    } else {
      int middle = some.size() / 2;
      sort(batch, some.subList(0, middle), good, refused);
      sort(batch, some.subList(middle, some.size()), good, refused);
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
