package org.examhall.boot;

import java.util.function.BooleanSupplier;
import org.examhall.bridge.outcome.SendGrade;
import org.examhall.core.consumer.ChangeGradesAtOnce;
import org.examhall.core.consumer.Consumers;
import org.examhall.core.scoring.DueGrade;
import org.examhall.jobs.Lanes;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.SqlFailure;

/** Sends what the lanes bring, as many grades at once as its administrator allows an LMS. */
record GradeSender(Db db, Consumers consumers, SendGrade send) implements Lanes.Sender {
  @Override
  public int turns(long consumerId) {
    try {
      return db.tx(tx -> consumers.gradesAtOnce(tx, consumerId)).orElse(ChangeGradesAtOnce.USUAL);
    } catch (SqlFailure e) {
      // The turns wait for the database themselves.
      return ChangeGradesAtOnce.USUAL;
    }
  }

  @Override
  public BooleanSupplier send(DueGrade grade) {
    return send.run(grade);
  }
}
