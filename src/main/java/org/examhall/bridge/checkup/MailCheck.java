package org.examhall.bridge.checkup;

import java.util.Optional;
import org.examhall.kernel.config.Config;
import org.examhall.kernel.mail.MailFailed;
import org.examhall.kernel.mail.MailServer;

/** Whether the mail server lets us in; sends nothing. */
final class MailCheck {
  private final Config config;

  MailCheck(Config config) {
    this.config = config;
  }

  Finding run() {
    Optional<MailServer> server = MailServer.of(config);
    return server.isEmpty()
        ? Finding.ok("mail", "off: EXAMHALL_MAIL_HOST is empty, and no receipt is mailed")
        : look(server.get());
  }

  private static Finding look(MailServer server) {
    try {
      server.look();
      return Finding.ok("mail", server.name() + " lets us in");
    } catch (MailFailed e) {
      return Finding.warn(
          "mail",
          e.getMessage()
              + "; receipts wait: does it run, may this machine talk to it, and are EXAMHALL_MAIL_HOST,"
              + " _PORT, _TLS, _USER and _PASSWORD right?");
    }
  }
}
