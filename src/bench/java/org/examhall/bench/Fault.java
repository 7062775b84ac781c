package org.examhall.bench;

import java.util.List;
import org.examhall.demo.lms.Version;

/** Something that happens to a running installation, and what must hold afterwards. */
interface Fault {
  /**
   * What came of it.
   *
   * @param figures what happened, in a few words
   * @param broken what was promised and did not hold; empty is the good answer
   */
  record Verdict(String figures, List<String> broken) {}

  /** By which version of LTI the LMS is connected. */
  default Version version() {
    return Version.LTI_11;
  }

  /** Whose PostgreSQL it happens to. */
  default Rig.Programs programs() {
    return Rig.Programs.BUNDLED;
  }

  /** Makes it happen in a hall where nothing runs yet but the servers and the LMS. */
  Verdict happen(Hall hall) throws InterruptedException;
}
