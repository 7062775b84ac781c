package org.examhall.jobs;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.quartz.CronScheduleBuilder;
import org.quartz.ScheduleBuilder;
import org.quartz.SimpleScheduleBuilder;

/**
 * Something that is done again and again, by one worker at a time.
 *
 * @param name identity in the database; keep it
 * @param rhythm in words, so that a changed one is noticed at the next start
 * @param when the same for Quartz
 * @param work gets a question to ask between its steps: whether to go on
 */
public record Schedule(
    String name, String rhythm, ScheduleBuilder<?> when, Consumer<BooleanSupplier> work) {
  /** Again and again; what is missed is missed. */
  public static Schedule every(Duration interval, String name, Runnable work) {
    SimpleScheduleBuilder when =
        SimpleScheduleBuilder.simpleSchedule()
            .withIntervalInMilliseconds(interval.toMillis())
            .repeatForever()
            .withMisfireHandlingInstructionNextWithRemainingCount();
    return new Schedule(name, "every " + interval, when, goOn -> work.run());
  }

  /** Again and again, in steps; what is missed is missed. */
  public static Schedule everyInSteps(
      Duration interval, String name, Consumer<BooleanSupplier> work) {
    Schedule schedule = every(interval, name, () -> {});
    return new Schedule(name, schedule.rhythm(), schedule.when(), work);
  }

  /** Each night at this time of the server's zone, or as soon as possible if it was down then. */
  public static Schedule nightly(
      int hour, int minute, String name, Consumer<BooleanSupplier> work) {
    CronScheduleBuilder when =
        CronScheduleBuilder.dailyAtHourAndMinute(hour, minute)
            .withMisfireHandlingInstructionFireAndProceed();
    return new Schedule(name, "nightly " + hour + ":" + minute, when, work);
  }
}
