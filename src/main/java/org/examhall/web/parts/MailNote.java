package org.examhall.web.parts;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.examhall.core.attempt.receipt.ReceiptMail;
import org.examhall.core.attempt.receipt.Unmailed;

/**
 * What became of the mail with a receipt, for whoever teaches.
 *
 * @param sentence whether it was mailed
 * @param at when the mail server took it
 * @param why what kept it from being mailed at the last try
 */
public record MailNote(String sentence, Optional<Instant> at, Optional<Words> why) {
  /** Of this mail. */
  public static MailNote of(ReceiptMail mail) {
    return new MailNote(
        "receipt.mail_" + mail.state().name().toLowerCase(Locale.ROOT),
        mail.sentAt(),
        mail.reason().map(reason -> why(reason, mail.detail())));
  }

  /** What a server says of itself is for its administrator. */
  private static Words why(Unmailed reason, Optional<String> detail) {
    boolean told = reason == Unmailed.MAIL || reason == Unmailed.RECIPIENT;
    return new Words(
        "receipt.unmailed_" + reason.name().toLowerCase(Locale.ROOT),
        told ? List.of(detail.orElse("")) : List.of());
  }
}
