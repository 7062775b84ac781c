package org.examhall.jobs;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.examhall.kernel.sql.Db;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.ObjectAlreadyExistsException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.spi.TriggerFiredBundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs schedules with Quartz, clustered in the database: any number of workers, each time one of
 * them does it. A schedule that is in the database already goes on as it was, so that a restart
 * neither repeats nor forgets anything; only a changed rhythm starts anew.
 *
 * <p>Errors: {@link IllegalStateException} when the database says no at the start; later Quartz
 * waits until it is back. What a job throws is logged and it runs again next time.
 */
public final class Schedules implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Schedules.class);

  private final Map<String, Schedule> schedules;
  private final Scheduler scheduler;
  private volatile boolean open = true;

  /** Schedules kept in this database. */
  public Schedules(Db db, List<Schedule> schedules) {
    this.schedules =
        schedules.stream().collect(Collectors.toMap(Schedule::name, Function.identity()));
    this.scheduler = attempt(() -> QuartzScheduler.open(db, this::job));
  }

  /** Starts them. */
  public void start() {
    attempt(
        () -> {
          for (Schedule schedule : schedules.values()) {
            put(schedule);
          }
          scheduler.start();
          return true;
        });
  }

  /** Waits for what is running; long work is asked to stop at its next step. */
  @Override
  public void close() {
    open = false;
    attempt(
        () -> {
          scheduler.shutdown(true);
          return true;
        });
  }

  private void put(Schedule schedule) throws SchedulerException {
    TriggerKey key = TriggerKey.triggerKey(schedule.name());
    Trigger stored = scheduler.getTrigger(key);
    Trigger wanted =
        TriggerBuilder.newTrigger()
            .withIdentity(key)
            .forJob(schedule.name())
            .withDescription(schedule.rhythm())
            .withSchedule(schedule.when())
            .build();
    if (stored == null) {
      add(schedule, wanted);
    } else if (!schedule.rhythm().equals(stored.getDescription())) {
      scheduler.rescheduleJob(key, wanted);
    }
  }

  private void add(Schedule schedule, Trigger trigger) throws SchedulerException {
    JobDetail detail = JobBuilder.newJob(ScheduledWork.class).withIdentity(schedule.name()).build();
    try {
      scheduler.scheduleJob(detail, trigger);
    } catch (ObjectAlreadyExistsException e) {
      LOG.debug("another worker was first to schedule {}", schedule.name());
    }
  }

  private Job job(TriggerFiredBundle fired, Scheduler by) {
    String name = fired.getJobDetail().getKey().getName();
    Schedule schedule = schedules.get(name);
    if (schedule == null) {
      LOG.warn("a schedule of another version is left alone: {}", name);
      return new ScheduledWork(() -> {});
    }
    return new ScheduledWork(() -> schedule.work().accept(() -> open));
  }

  private interface QuartzCall<T> {
    T run() throws SchedulerException;
  }

  private static <T> T attempt(QuartzCall<T> call) {
    try {
      return call.run();
    } catch (SchedulerException e) {
      throw new IllegalStateException("the schedules can't be run", e);
    }
  }
}
