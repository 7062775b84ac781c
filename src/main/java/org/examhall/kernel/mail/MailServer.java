package org.examhall.kernel.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.util.Optional;
import java.util.Properties;
import org.examhall.kernel.config.Config;
import org.examhall.kernel.config.Option;
import org.examhall.kernel.fault.OneLine;

/**
 * The mail server that the settings name.
 *
 * <p>Where TLS is asked for, nothing is sent without it, nor to a server whose certificate is not
 * believed or is of another name. Threads: any.
 */
public final class MailServer {
  private static final int CONNECT_MILLIS = 10_000;

  /** One that looks through a mail may take minutes, and who does not wait sends it once more. */
  private static final int ANSWER_MILLIS = 5 * 60_000;

  private static final int LOOK_MILLIS = 5_000;

  private final Config config;

  private MailServer(Config config) {
    this.config = config;
  }

  /** The server; empty when no mail is to be sent. */
  public static Optional<MailServer> of(Config config) {
    return config.text(Option.MAIL_HOST).isEmpty()
        ? Optional.empty()
        : Optional.of(new MailServer(config));
  }

  /** Host and port. */
  public String name() {
    return config.text(Option.MAIL_HOST) + ":" + config.integer(Option.MAIL_PORT);
  }

  /** What tells a mail of this site: {@code name} must be its own, and plain ASCII. */
  public String id(String name) {
    return "<" + name + "@" + config.origin(Option.PUBLIC_URL).getHost() + ">";
  }

  /** Connects and logs in, to send. Errors: {@link MailFailed}. */
  public MailConnection connect() {
    return connect(ANSWER_MILLIS);
  }

  /** Whether it lets us in; waits some seconds at most. Errors: {@link MailFailed}. */
  public void look() {
    connect(LOOK_MILLIS).close();
  }

  private MailConnection connect(int answerMillis) {
    Session session = Session.getInstance(properties(answerMillis));
    try {
      Transport transport = session.getTransport("smtp");
      String user = config.text(Option.MAIL_USER);
      if (user.isEmpty()) {
        transport.connect();
      } else {
        transport.connect(user, config.text(Option.MAIL_PASSWORD));
      }
      return new MailConnection(
          session, transport, config.text(Option.MAIL_FROM), config.text(Option.SITE_NAME));
    } catch (MessagingException e) {
      throw new MailFailed(MailFailed.Why.SERVER, name() + ": " + OneLine.of(e), e);
    }
  }

  private Properties properties(int answerMillis) {
    String tls = config.text(Option.MAIL_TLS);
    Properties properties = new Properties();
    set(properties, "host", config.text(Option.MAIL_HOST));
    set(properties, "port", config.integer(Option.MAIL_PORT));
    set(properties, "localhost", config.origin(Option.PUBLIC_URL).getHost());
    set(properties, "auth", !config.text(Option.MAIL_USER).isEmpty());
    set(properties, "ssl.enable", tls.equals("tls"));
    set(properties, "starttls.enable", tls.equals("starttls"));
    set(properties, "starttls.required", tls.equals("starttls"));
    set(properties, "ssl.checkserveridentity", true);
    set(properties, "connectiontimeout", Math.min(CONNECT_MILLIS, answerMillis));
    set(properties, "timeout", answerMillis);
    set(properties, "writetimeout", answerMillis);
    return properties;
  }

  private static void set(Properties properties, String name, Object value) {
    properties.setProperty("mail.smtp." + name, String.valueOf(value));
  }
}
