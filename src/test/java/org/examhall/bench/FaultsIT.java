package org.examhall.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The short form of {@code scripts/faults}, on the product's own processes. */
class FaultsIT {
  @Test
  @Requirement("F01")
  void killingTheWebProcessLosesNothingThatWasAcknowledged() {
    assertEquals(0, broken("F01"));
  }

  @Test
  @Requirement("F04")
  void restartingPostgresqlLosesNothingThatWasAcknowledged() {
    assertEquals(0, broken("F04"));
  }

  @Test
  @Requirement("F07")
  void anEmptyAndAStoppedRedisFailNoSaveAndEveryGradeArrives() {
    assertEquals(0, broken("F07"));
  }

  /** 0 if every promise held; the command prints which did not. */
  private static int broken(String id) {
    return new CommandLine(new Faults()).execute("--quick", id);
  }
}
