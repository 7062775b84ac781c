package org.examhall.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * F06: under students at work the disk of the logs is full, then that of the packages, then
 * PostgreSQL's; each has room again before the next.
 */
record FullDisks(int students, int seconds) implements Fault {
  @Override
  public Verdict happen(Hall hall) throws InterruptedException {
    Rig rig = hall.rig();
    List<Path> logs = List.of(rig.home().resolve("web.log"), rig.home().resolve("worker.log"));
    try (Mounting here = new Mounting();
        SmallDisk logDisk = new SmallDisk(here, rig.home().resolve("disk-of-logs"));
        SmallDisk packageDisk = new SmallDisk(here, rig.home().resolve("disk-of-packages"));
        SmallDisk databaseDisk = new SmallDisk(here, rig.home().resolve("disk-of-postgres"))) {
      rig.enter(here.entering());
      create(logs, rig.home().resolve("data"));
      logs.forEach(logDisk::take);
      packageDisk.take(rig.home().resolve("data"));
      rig.postgres().stop();
      databaseDisk.take(rig.home().resolve("postgres").resolve("data"));
      rig.postgres().restart();
      Process web = rig.startWeb();
      Process worker = rig.startWorker();
      try {
        return under(hall, new FullLog(logDisk), new FullStore(packageDisk), databaseDisk);
      } finally {
        Rig.end(web);
        Rig.end(worker);
        rig.postgres().stop();
        logs.forEach(logDisk::giveBack);
      }
    }
  }

  private Verdict under(Hall hall, FullLog log, FullStore store, SmallDisk databaseDisk)
      throws InterruptedException {
    Students at = Students.begin(hall, students);
    Grades.awaitFirst(hall.lms());
    List<String> broken = new ArrayList<>();
    log.happen(hall, at, broken);
    store.happen(hall, broken);
    new FullDatabase(databaseDisk, seconds).happen(hall, broken);
    Verdict verdict = at.handIn(broken);
    List<String> all = new ArrayList<>(verdict.broken());
    for (Replayer student : at.all()) {
      if (student.notTaken() == 0) {
        all.add(student.account().attemptId() + ": was never told that it is not saved");
      }
    }
    int told = at.all().stream().mapToInt(Replayer::notTaken).sum();
    return new Verdict(verdict.figures() + ", told " + told + " times that it is not saved", all);
  }

  private static void create(List<Path> files, Path folder) {
    try {
      for (Path file : files) {
        Files.createFile(file);
      }
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
