package org.examhall.cli;

import java.util.Map;
import org.examhall.kernel.sql.Tx;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;

/** What {@code consumer set} changes: a key of LTI 1.1 or a registration of LTI 1.3. */
final class ChangedConsumer {
  @ArgGroup(exclusive = false, heading = "A key of LTI 1.0 or 1.1:%n")
  @Nullable KeySwitches lti11;

  @ArgGroup(exclusive = false, heading = "A registration of LTI 1.3:%n")
  @Nullable RegistrationSwitches lti13;

  /** Saves; what holds then, by name. */
  Map<String, String> set(
      Tx tx, Installation installation, @Nullable OnOff adminsAreStaff, OutcomeOptions outcome) {
    if (lti13 != null) {
      return lti13.set(tx, installation, adminsAreStaff, outcome);
    }
    return lti11 == null ? Map.of() : lti11.set(tx, installation, adminsAreStaff, outcome);
  }
}
