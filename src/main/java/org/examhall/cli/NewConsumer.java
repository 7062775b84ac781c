package org.examhall.cli;

import org.examhall.core.user.Actor;
import org.examhall.kernel.sql.Tx;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;

/** What {@code consumer add} is told about an LMS: one of the two ways to speak LTI. */
final class NewConsumer {
  @ArgGroup(exclusive = false, heading = "LTI 1.0 or 1.1:%n")
  @Nullable NewKey lti11;

  @ArgGroup(exclusive = false, heading = "LTI 1.3:%n")
  @Nullable NewRegistration lti13;

  long add(Tx tx, Installation installation, String title, String secret) {
    if (lti13 != null) {
      return installation.addRegistration().run(tx, Actor.SYSTEM, lti13.entry(title)).consumerId();
    }
    String key = lti11 == null ? "" : lti11.key;
    return installation.addConsumer().run(tx, title, key, secret).id();
  }
}
