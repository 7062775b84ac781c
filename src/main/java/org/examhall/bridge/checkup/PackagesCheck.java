package org.examhall.bridge.checkup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.examhall.core.exam.ExamVersions;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.SqlFailure;

/** Whether every package that an exam names is there: its disk may not be mounted. */
final class PackagesCheck {
  private final Db db;
  private final Path folder;
  private final ExamVersions versions = new ExamVersions();

  PackagesCheck(Db db, Path folder) {
    this.db = db;
    this.folder = folder;
  }

  Finding run() {
    List<String> named;
    try {
      named = db.read(versions::listPackages);
    } catch (SqlFailure e) {
      return Finding.warn("packages", "can't be looked at before the database is mended");
    }
    long missing = named.stream().filter(name -> !Files.isDirectory(folder.resolve(name))).count();
    return missing == 0
        ? Finding.ok("packages", "all %d are there".formatted(named.size()))
        : Finding.wrong(
            "packages",
            "%d of %d are not in %s, so their exams can't be opened: is its disk mounted? Else get them from a backup (docs/how-to/back-up-and-restore.md)"
                .formatted(missing, named.size(), folder));
  }
}
