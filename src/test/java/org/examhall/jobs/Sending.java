package org.examhall.jobs;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.examhall.core.scoring.DueGrade;

/** Sends in this way, with two turns for a lane unless it says otherwise. */
record Sending(AtomicInteger allowed, Function<DueGrade, BooleanSupplier> call)
    implements Lanes.Sender {
  Sending(Function<DueGrade, BooleanSupplier> call) {
    this(new AtomicInteger(2), call);
  }

  @Override
  public int turns(long consumerId) {
    return allowed.get();
  }

  @Override
  public BooleanSupplier send(DueGrade grade) {
    return call.apply(grade);
  }
}
