package org.examhall.kernel.mail;

import jakarta.activation.DataHandler;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.examhall.kernel.config.Type;
import org.examhall.kernel.fault.OneLine;
import org.examhall.kernel.mail.MailFailed.Why;

/** A connection to the mail server, for one mail after another. One thread at a time. */
public final class MailConnection implements AutoCloseable {
  /** An address that there is not. Source: RFC 3463 section 3.2. */
  private static final Pattern NO_SUCH_ADDRESS = Pattern.compile("\\b5\\d\\d[ -]5\\.1\\.\\d");

  private final Session session;
  private final Transport transport;
  private final String from;
  private final String sender;

  MailConnection(Session session, Transport transport, String from, String sender) {
    this.session = session;
    this.transport = transport;
    this.from = from;
    this.sender = sender;
  }

  /**
   * Hands a mail over: the server has said that it will deliver it. Errors: {@link MailFailed};
   * after {@link Why#SERVER} this connection is of no more use.
   */
  public void send(Mail mail) {
    if (mail.to().isEmpty() || !Type.MAIL_ADDRESS.accepts(mail.to())) {
      throw new MailFailed(Why.RECIPIENT, "this is no mail address", null);
    }
    try {
      MimeMessage message = message(mail);
      transport.sendMessage(message, message.getAllRecipients());
    } catch (MessagingException | UnsupportedEncodingException e) {
      throw new MailFailed(why(e), OneLine.of(e), e);
    }
  }

  /** Whether the server is still there; asks it. */
  public boolean isOpen() {
    return transport.isConnected();
  }

  @Override
  public void close() {
    try {
      transport.close();
    } catch (MessagingException e) {
      // What was handed over is handed over; a server that is gone hears no farewell.
    }
  }

  private MimeMessage message(Mail mail) throws MessagingException, UnsupportedEncodingException {
    MimeMessage message = new WithId(session, mail.id());
    String utf8 = StandardCharsets.UTF_8.name();
    message.setFrom(new InternetAddress(from, oneLine(sender), utf8));
    message.setRecipients(Message.RecipientType.TO, new Address[] {new InternetAddress(mail.to())});
    message.setSubject(oneLine(mail.subject()), utf8);
    message.setSentDate(new Date());
    message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no answer, please
    byte[] text = mail.text().getBytes(StandardCharsets.UTF_8);
    message.setDataHandler(
        new DataHandler(new ByteArrayDataSource(text, "text/plain; charset=utf-8")));
    message.saveChanges();
    return message;
  }

  /** A name or a title makes no header of its own. */
  private static String oneLine(String value) {
    return value.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
  }

  /**
   * Final is only that there is no such address. Any other refusal of a recipient, such as to
   * relay, may be about this site, and mended.
   */
  private Why why(Exception failure) {
    for (Exception cause = failure;
        cause instanceof MessagingException e;
        cause = e.getNextException()) {
      if (cause instanceof SMTPAddressFailedException
          && NO_SUCH_ADDRESS.matcher(String.valueOf(cause.getMessage())).find()) {
        return Why.RECIPIENT;
      }
    }
    return transport.isConnected() ? Why.MAIL : Why.SERVER;
  }

  /** The library would make up another id each time. */
  private static final class WithId extends MimeMessage {
    private final String id;

    WithId(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
