package org.examhall.cli;

import java.util.Locale;
import java.util.Map;
import org.examhall.core.consumer.ToolKeyOverview;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AuditAction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code keys}: what we sign with for platforms of LTI 1.3. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    description = "Administers the keys that this site signs with for LTI 1.3.")
final class KeysCommand {
  private final Examhall root;

  KeysCommand(Examhall root) {
    this.root = root;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = {
        "Lists id, state and day of each key, separated by tabs, the youngest first.",
        "next: published, signs later; signs; published: for what it signed before; over; revoked."
      })
  int list() {
    try (Installation installation = root.open()) {
      installation.ownKeys().list().forEach(key -> root.print(line(key)));
    }
    return 0;
  }

  @Command(
      name = "rotate",
      mixinStandardHelpOptions = true,
      description = {
        "Makes the next key. It is published now and signs from tomorrow; the present one stays"
            + " published for eight days after that.",
        "The worker does so every three months."
      })
  int rotate() {
    try (Installation installation = root.open()) {
      installation.ownKeys().renew();
      log(installation, AuditAction.TOOL_KEY_ROTATED, "tool_key:next");
      root.print("a new key is published; it signs from tomorrow");
    }
    return 0;
  }

  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = {
        "Takes a key out of use at once, for example because somebody else has it.",
        "If it was the one that signs, another takes its place; platforms that keep our key set for"
            + " a while refuse us until they fetch it again."
      })
  int revoke(@Parameters(paramLabel = "ID", description = "As listed.") String kid) {
    try (Installation installation = root.open()) {
      if (!installation.ownKeys().revoke(kid)) {
        throw new IllegalArgumentException("no key in use has the id " + kid);
      }
      log(installation, AuditAction.TOOL_KEY_REVOKED, "tool_key:" + kid);
      root.print("key " + kid + " revoked");
    }
    return 0;
  }

  private static String line(ToolKeyOverview key) {
    return String.join(
        "\t",
        key.kid(),
        key.state().name().toLowerCase(Locale.ROOT),
        key.createdAt().toString().substring(0, "2026-01-31".length()));
  }

  private static void log(Installation installation, AuditAction action, String subject) {
    installation
        .db()
        .run(tx -> installation.audit().add(tx, Actor.SYSTEM, action, subject, Map.of()));
  }
}
