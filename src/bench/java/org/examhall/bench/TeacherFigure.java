package org.examhall.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.examhall.bench.SaveLoop.Load;
import org.examhall.bench.Seats.Seat;

/** B17: whether a teacher who watches takes anything from the students who save. */
final class TeacherFigure implements Measurement {
  private static final String ID = "B17";
  private static final int CLASS = 1_000;
  private static final long REFRESH_NANOS = 2_000_000_000L;

  /** A class in the middle of an exam: a third has finished. */
  private static final String MARKS =
      """
      with student as (
        update attempt a
           set state = case when id % 3 = 0 then 'ended' else 'running' end,
               started_at = now() - interval '1 hour',
               last_saved_at = now(),
               ended_at = case when id % 3 = 0 then now() end,
               end_reason = case when id % 3 = 0 then 'exam' end,
               raw_score = id % 40, max_score = 40, scaled_score = (id % 40) / 40.0
         where id = any (?)
        returning id, person_id
      ), named as (
        update person p
           set display_name = 'Student ' || p.id
          from student
         where p.id = student.person_id
      )
      insert into attempt_question (attempt_id, position, name, raw_score, max_score)
      select id, n, 'Question', n % 3, 2 from student, generate_series(0, 19) as n
      """;

  @Override
  public Map<String, String> meanings() {
    return Map.of(
        ID, "saves/s while a teacher refreshes a class of 1,000 and takes its CSV along / alone");
  }

  @Override
  public List<Figure> run(Stand stand) {
    Site site = stand.site();
    LtiCourse course = new LtiCourse(site, "b17");
    List<Seat> seats = site.seats().addTo(course.resource(), Stand.STUDENTS);
    List<Seat> others = site.seats().addTo(course.resource(), CLASS - Stand.STUDENTS);
    site.database().run(MARKS, others.stream().map(Seat::attemptId).toList());
    site.rig().settle();
    Teacher teacher = new Teacher(new Entry(site.rig()), course.teacher());
    SaveLoop loop = new SaveLoop(site, new SaveMessages(false));
    loop.settle(seats, stand.quick());
    Watched watched = new Watched(teacher);
    watched.during(() -> loop.run(seats, stand.quick() ? 2 : 10)); // the pages warm up, too
    List<Load> alone = new ArrayList<>();
    List<Load> together = new ArrayList<>();
    int seconds = stand.quick() ? 4 : 20;
    watched.forget();
    for (int i = 0; i < stand.rounds(); i++) {
      alone.add(loop.run(seats, seconds));
      watched.during(() -> together.add(loop.run(seats, seconds)));
    }
    return List.of(figure(alone, together, watched));
  }

  private static Figure figure(List<Load> alone, List<Load> together, Watched watched) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < alone.size(); i++) {
      ratios.add(together.get(i).perSecond() / alone.get(i).perSecond());
    }
    String parts =
        "%.0f saves/s with %d pages and %d files / %.0f saves/s; %.3f CPU-ms a save alone"
            .formatted(
                Figure.median(together.stream().map(Load::perSecond).toList()),
                watched.pages,
                watched.files,
                Figure.median(alone.stream().map(Load::perSecond).toList()),
                Figure.median(alone.stream().map(Load::cpuMillis).toList()));
    return Figure.median(ID, parts, ratios);
  }

  /** Refreshes every 2 s, and downloads without a pause, as long as something else goes on. */
  private static final class Watched {
    private final Teacher teacher;
    private int pages;
    private int files;

    Watched(Teacher teacher) {
      this.teacher = teacher;
    }

    void forget() {
      pages = 0;
      files = 0;
    }

    void during(Runnable work) {
      AtomicBoolean over = new AtomicBoolean();
      ExecutorService threads = Executors.newFixedThreadPool(2);
      Future<?> refreshing = threads.submit(() -> refresh(over));
      Future<?> downloading = threads.submit(() -> download(over));
      try {
        work.run();
        over.set(true);
        refreshing.get();
        downloading.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      } finally {
        over.set(true);
        threads.shutdown();
      }
    }

    private void refresh(AtomicBoolean over) {
      while (!over.get()) {
        long began = System.nanoTime();
        teacher.refresh();
        pages++;
        while (!over.get() && System.nanoTime() - began < REFRESH_NANOS) {
          LockSupport.parkNanos(50_000_000);
        }
      }
    }

    private void download(AtomicBoolean over) {
      while (!over.get()) {
        long rows = teacher.download().lines().count() - 1;
        if (rows < CLASS) {
          throw new IllegalStateException("the file has only " + rows + " rows");
        }
        files++;
      }
    }
  }
}
