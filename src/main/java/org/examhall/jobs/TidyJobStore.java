package org.examhall.jobs;

import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.quartz.JobPersistenceException;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.spi.OperableTrigger;
import org.quartz.spi.TriggerFiredResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives back at its end what it had reserved to fire soon. Quartz leaves such triggers reserved in
 * the database, and the next worker would not fire them until it had waited for the absent one.
 */
final class TidyJobStore extends JobStoreTX {
  private static final Logger LOG = LoggerFactory.getLogger(TidyJobStore.class);

  private final Map<String, OperableTrigger> reserved = new ConcurrentHashMap<>();

  @Override
  public List<OperableTrigger> acquireNextTriggers(long noLaterThan, int most, long window)
      throws JobPersistenceException {
    List<OperableTrigger> triggers = super.acquireNextTriggers(noLaterThan, most, window);
    triggers.forEach(trigger -> reserved.put(trigger.getFireInstanceId(), trigger));
    return triggers;
  }

  @Override
  public List<TriggerFiredResult> triggersFired(List<OperableTrigger> triggers)
      throws JobPersistenceException {
    triggers.forEach(trigger -> reserved.remove(trigger.getFireInstanceId()));
    return super.triggersFired(triggers);
  }

  @Override
  public void releaseAcquiredTrigger(OperableTrigger trigger) {
    reserved.remove(trigger.getFireInstanceId());
    super.releaseAcquiredTrigger(trigger);
  }

  @Override
  public void shutdown() {
    try {
      executeInNonManagedTXLock(LOCK_TRIGGER_ACCESS, this::releaseAll, null);
    } catch (JobPersistenceException e) {
      LOG.warn("the database is away; the next worker waits a little before it goes on", e);
    }
    super.shutdown();
  }

  private boolean releaseAll(Connection connection) throws JobPersistenceException {
    for (OperableTrigger trigger : List.copyOf(reserved.values())) {
      releaseAcquiredTrigger(connection, trigger);
    }
    return true;
  }
}
