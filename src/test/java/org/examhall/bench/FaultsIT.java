package org.examhall.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * Short forms of {@code scripts/faults} that tests have time for, on the product's own processes.
 */
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
  @Requirement("F06")
  void fullDisksLoseNothingAndAreRecoveredFrom() {
    assertEquals(0, broken("F06"));
  }

  @Test
  @Requirement("F07")
  void anEmptyAndAStoppedRedisFailNoSaveAndEveryGradeArrives() {
    assertEquals(0, broken("F07"));
  }

  @Test
  @Requirement("F02")
  void processesThatAreToldToEndSendStudentsOnAndShowThemNoError() {
    assertEquals(0, broken("F02"));
  }

  @Test
  @Requirement("F11")
  void studentsOfAProcessThatDiesGoOnWithTheOther() {
    assertEquals(0, broken("F11"));
  }

  @Test
  @Requirement("F24")
  void aBackupThatWasTakenUnderLoadIsWholeOnAnEmptyMachine() {
    assertEquals(0, broken("F24"));
  }

  @Test
  @Requirement("F25")
  void slowReadersAndManyReportsHoldUpNobodyAndFillNoMemory() {
    assertEquals(0, broken("F25"));
  }

  /** 0 if every promise held; the command prints which did not. */
  private static int broken(String id) {
    return new CommandLine(new Faults()).execute("--quick", id);
  }
}
