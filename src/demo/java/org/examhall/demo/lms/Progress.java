package org.examhall.demo.lms;

import java.util.Optional;

/** How far somebody's work is, in words for the gradebook. */
final class Progress {
  private Progress() {}

  /** What a cell says besides the grade; empty for nothing. */
  static String noteOf(DemoLms lms, String column, String person) {
    Columns columns = lms.platform().columns();
    return columns.lineItems().stream()
        .filter(item -> columns.cellOf(item).equals(column))
        .findFirst()
        .flatMap(item -> columns.findResult(item.id(), person))
        .map(Progress::words)
        .orElse("");
  }

  private static String words(Result result) {
    Optional<String> grading =
        switch (result.gradingProgress()) {
          case "Pending" -> Optional.of("being marked");
          case "PendingManual" -> Optional.of("waits for the teacher");
          case "Failed" -> Optional.of("could not be marked");
          default -> Optional.empty();
        };
    return grading.orElseGet(
        () ->
            switch (result.activityProgress()) {
              case "Started", "InProgress" -> "under way";
              case "Submitted" -> "handed in";
              default -> "";
            });
  }
}
