package org.examhall.bench;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What the measurements of one run share: an installation, which is started when it is first asked
 * for, and what is known of the machine by then.
 */
final class Stand implements AutoCloseable {
  /** Students who save in a closed loop. */
  static final int STUDENTS = 64;

  private final boolean quick;
  private @Nullable Site site;
  private OptionalDouble savesPerSecond = OptionalDouble.empty();

  Stand(boolean quick) {
    this.quick = quick;
  }

  /** Whether a minute is all there is. */
  boolean quick() {
    return quick;
  }

  /** How often a measurement is repeated. */
  int rounds() {
    return quick ? 3 : 5;
  }

  /** The shared installation. */
  Site site() {
    if (site == null) {
      Rig rig = Rig.temporary();
      site = new Site(rig, rig.startWeb());
    }
    return site;
  }

  /** Saves a second of B1 in this run; empty when it was not measured. */
  OptionalDouble savesPerSecond() {
    return savesPerSecond;
  }

  void savesPerSecond(double measured) {
    savesPerSecond = OptionalDouble.of(measured);
  }

  /** Ends the shared installation, if it runs: a measurement wants the machine for itself. */
  @Override
  public void close() {
    if (site != null) {
      site.rig().close();
      site = null;
    }
  }
}
