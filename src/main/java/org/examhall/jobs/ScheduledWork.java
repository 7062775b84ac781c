package org.examhall.jobs;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one kind of job that Quartz knows of; {@link Schedules} says what each does. The annotation
 * is the only way to tell Quartz that a run must end before the next begins, on any worker.
 */
@DisallowConcurrentExecution
public final class ScheduledWork implements Job {
  private static final Logger LOG = LoggerFactory.getLogger(ScheduledWork.class);

  private final Runnable work;

  ScheduledWork(Runnable work) {
    this.work = work;
  }

  @Override
  public void execute(JobExecutionContext context) {
    try {
      work.run();
    } catch (RuntimeException e) {
      // It runs again at its next time; Quartz itself would log this twice and do the same.
      LOG.error("{} failed", context.getJobDetail().getKey().getName(), e);
    }
  }
}
