package org.examhall.jobs;

import java.util.Map;
import java.util.UUID;
import org.examhall.kernel.sql.Db;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.DirectSchedulerFactory;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.jdbcjobstore.InvalidConfigurationException;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.simpl.SimpleThreadPool;
import org.quartz.spi.JobFactory;
import org.quartz.spi.JobStore;
import org.quartz.utils.DBConnectionManager;

/** Sets Quartz up: tables {@code qrtz_*}, clustered, four threads, no Java serialisation. */
final class QuartzScheduler {
  private static final String NAME = "examhall";

  /** Two may wait for LMSs and the mail server while attempts are closed and grades swept. */
  private static final int THREADS = 4;

  private static final long CHECK_IN_MILLIS = 7_500;
  private static final long MISFIRE_MILLIS = 60_000;
  private static final long DEFAULT = -1;

  private QuartzScheduler() {}

  /** A scheduler, not yet started. */
  static Scheduler open(Db db, JobFactory jobs) throws SchedulerException {
    String instance = UUID.randomUUID().toString();
    DBConnectionManager.getInstance().addConnectionProvider(instance, new PoolConnections(db));
    SimpleThreadPool threads = new SimpleThreadPool(THREADS, Thread.NORM_PRIORITY);
    threads.setMakeThreadsDaemons(true);
    threads.setThreadNamePrefix("schedule");
    Scheduler scheduler = create(instance, threads);
    scheduler.setJobFactory(jobs);
    return scheduler;
  }

  /**
   * The factory keeps schedulers by name in a map of the JVM; two applications in one JVM must not
   * get each other's, so the new one is taken out again at once.
   */
  private static Scheduler create(String instance, SimpleThreadPool threads)
      throws SchedulerException {
    SchedulerRepository known = SchedulerRepository.getInstance();
    synchronized (known) {
      DirectSchedulerFactory factory = DirectSchedulerFactory.getInstance();
      factory.createScheduler(
          NAME,
          instance,
          threads,
          store(instance),
          Map.of(),
          null,
          0,
          DEFAULT,
          DEFAULT,
          false,
          null);
      Scheduler scheduler = factory.getScheduler(NAME);
      known.remove(NAME);
      return scheduler;
    }
  }

  private static JobStore store(String instance) {
    TidyJobStore store = new TidyJobStore();
    try {
      store.setDriverDelegateClass(PostgreSQLDelegate.class.getName());
    } catch (InvalidConfigurationException e) {
      throw new IllegalStateException(e);
    }
    store.setDataSource(instance);
    store.setInstanceName(NAME);
    store.setInstanceId(instance);
    store.setUseProperties("true");
    store.setIsClustered(true);
    store.setClusterCheckinInterval(CHECK_IN_MILLIS);
    store.setMisfireThreshold(MISFIRE_MILLIS);
    store.setAcquireTriggersWithinLock(true);
    store.setMakeThreadsDaemons(true);
    return store;
  }
}
