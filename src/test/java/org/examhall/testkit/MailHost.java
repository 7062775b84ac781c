package org.examhall.testkit;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.examhall.kernel.config.Config;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server on 127.0.0.1 that keeps what it takes, and refuses what a test says. */
public final class MailHost implements AutoCloseable {
  /** Who may log in, where login is asked for. */
  public static final String USER = "examhall";

  /** Their password. */
  public static final String PASSWORD = "s3cret of the mail server";

  private final SMTPServer server;
  private final List<MimeMessage> received = new CopyOnWriteArrayList<>();

  /** What it says to a recipient or to a mail instead of yes. */
  public volatile Optional<RejectException> toRecipient = Optional.empty();

  public volatile Optional<RejectException> toMail = Optional.empty();

  /** What happens once it has a mail, before it says so. */
  public volatile Runnable beforeYes = () -> {};

  private MailHost(SMTPServer.Builder builder) {
    this.server =
        builder
            .bindAddress(InetAddress.getLoopbackAddress())
            .port(0)
            .messageHandlerFactory(Talk::new)
            .build();
    server.start();
  }

  /** One without TLS or login. */
  public static MailHost plain() {
    return new MailHost(SMTPServer.port(0));
  }

  /** One that asks for the login above. */
  public static MailHost withLogin() {
    return new MailHost(
        SMTPServer.port(0)
            .requireAuth()
            .authenticationHandlerFactory(
                new EasyAuthenticationHandlerFactory(
                    (user, password, context) -> {
                      if (!user.equals(USER) || !password.equals(PASSWORD)) {
                        throw new LoginFailedException("no such user");
                      }
                    })));
  }

  /** One that offers STARTTLS, with this certificate. */
  public static MailHost withTls(SSLContext certificate) {
    return new MailHost(SMTPServer.port(0).enableTLS().startTlsSocketFactory(certificate));
  }

  /** Settings by which a site sends its mail here. */
  public Map<String, String> settings(String tls) {
    return Map.of(
        "EXAMHALL_MAIL_HOST",
        "127.0.0.1",
        "EXAMHALL_MAIL_PORT",
        Integer.toString(server.getPortAllocated()),
        "EXAMHALL_MAIL_TLS",
        tls,
        "EXAMHALL_MAIL_FROM",
        "exams@example.edu",
        "EXAMHALL_SECRET_KEY",
        World.SECRET_KEY);
  }

  /** The same, read. */
  public Config config(String tls) {
    return Config.read(Optional.empty(), settings(tls));
  }

  /** What it has taken, oldest first. */
  public List<MimeMessage> received() {
    return received;
  }

  @Override
  public void close() {
    server.stop();
  }

  private final class Talk implements MessageHandler {
    Talk(MessageContext context) {}

    @Override
    public void from(String sender) {}

    @Override
    public void recipient(String address) throws RejectException {
      if (toRecipient.isPresent()) {
        throw toRecipient.get();
      }
    }

    @Override
    public String data(InputStream data) throws RejectException, IOException {
      byte[] mail = data.readAllBytes();
      if (toMail.isPresent()) {
        throw toMail.get();
      }
      try {
        received.add(
            new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail)));
      } catch (MessagingException e) {
        throw new IOException(e);
      }
      beforeYes.run();
      return "taken";
    }

    @Override
    public void done() {}
  }
}
