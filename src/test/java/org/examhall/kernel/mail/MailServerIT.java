package org.examhall.kernel.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.examhall.demo.server.Ports;
import org.examhall.kernel.config.BadSetting;
import org.examhall.kernel.config.Config;
import org.examhall.testkit.MailHost;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.TestKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Talks with a real mail server. */
class MailServerIT {
  private static final Mail MAIL = new Mail("ann@example.edu", "Prüfung", "Grüße\n", "<1@x>");

  @TempDir private Path folder;

  @Test
  void severalMailsGoOverOneConnection() throws Exception {
    try (MailHost host = MailHost.plain()) {
      try (MailConnection connection = connect(host.config("none"))) {
        connection.send(MAIL);
        connection.send(MAIL);
      }

      MimeMessage taken = host.received().get(1);
      assertEquals(2, host.received().size());
      assertEquals("Prüfung", taken.getSubject());
      assertEquals("Grüße", String.valueOf(taken.getContent()).strip());
      assertEquals("<1@x>", taken.getMessageID());
      assertEquals("Examhall <exams@example.edu>", taken.getFrom()[0].toString());
    }
  }

  @Test
  @Requirement("I30")
  void aSubjectMakesNoHeaderOfItsOwn() throws Exception {
    Mail forged =
        new Mail("ann@example.edu", "Exam\r\nBcc: eve@example.edu\r\n\r\nHello", "text", "<1@x>");

    try (MailHost host = MailHost.plain()) {
      try (MailConnection connection = connect(host.config("none"))) {
        connection.send(forged);
      }

      MimeMessage taken = host.received().get(0);
      assertEquals("Exam Bcc: eve@example.edu Hello", taken.getSubject());
      assertNull(taken.getHeader("Bcc"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ann",
        "ann@example.edu,eve@example.edu",
        "ann@example.edu\r\nRCPT TO:<eve@example.edu>",
        "Ann <ann@example.edu>",
        "<ann@example.edu> NOTIFY=SUCCESS",
        "änn@example.edu",
      })
  @Requirement("I30")
  void whatIsNotOneAddressIsRefusedBeforeTheServerHearsOfIt(String address) {
    try (MailHost host = MailHost.plain();
        MailConnection connection = connect(host.config("none"))) {
      MailFailed failed =
          assertThrows(
              MailFailed.class,
              () -> connection.send(new Mail(address, "subject", "text", "<1@x>")));

      assertEquals(MailFailed.Why.RECIPIENT, failed.why());
      assertEquals(List.of(), host.received());
    }
  }

  @Test
  void whereTlsIsAskedForAServerWithoutGetsNothing() {
    try (MailHost host = MailHost.plain()) {
      assertFails(host.config("starttls"), "STARTTLS is required");
      assertFails(host.config("tls"), "");
    }
  }

  @Test
  void aServerWhoseCertificateNobodyBelievesGetsNothing() throws Exception {
    TestKeys unknown = TestKeys.make(folder, "mail", "127.0.0.1");
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(unknown.store(), unknown.password());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);

    try (MailHost host = MailHost.withTls(context)) {
      assertFails(host.config("starttls"), "certification path");
    }
  }

  @Test
  void theLoginIsUsed() {
    try (MailHost host = MailHost.withLogin()) {
      try (MailConnection connection = connect(login(host, MailHost.PASSWORD))) {
        connection.send(MAIL);
      }

      assertEquals(1, host.received().size());
      MailFailed failed = assertFails(login(host, "not it"), "");
      assertFalse(failed.getMessage().contains("not it"), failed.getMessage());
    }
  }

  @Test
  void aServerThatIsAwayIsNamed() {
    int port = Ports.free();
    Config config =
        Config.read(
            Optional.empty(),
            Map.of(
                "EXAMHALL_MAIL_HOST", "127.0.0.1",
                "EXAMHALL_MAIL_PORT", Integer.toString(port),
                "EXAMHALL_MAIL_FROM", "exams@example.edu",
                "EXAMHALL_SECRET_KEY", "0123456789abcdef0123456789abcdef"));

    assertFails(config, "127.0.0.1:" + port);
  }

  @ParameterizedTest
  @CsvSource({
    "EXAMHALL_MAIL_FROM, ''",
    "EXAMHALL_MAIL_FROM, Exams <exams@example.edu>",
    "EXAMHALL_MAIL_PORT, 65536",
    "EXAMHALL_MAIL_TLS, perhaps",
  })
  void aSettingThatIsNoneStopsTheStart(String variable, String value) {
    try (MailHost host = MailHost.plain()) {
      Map<String, String> settings = new HashMap<>(host.settings("none"));
      settings.put(variable, value);

      BadSetting refused =
          assertThrows(BadSetting.class, () -> Config.read(Optional.empty(), settings));

      assertTrue(refused.getMessage().startsWith(variable), refused.getMessage());
    }
  }

  @Test
  void aPasswordGoesInTheOpenToNoOtherMachine() {
    Map<String, String> settings =
        Map.of(
            "EXAMHALL_MAIL_HOST", "mail.example.edu",
            "EXAMHALL_MAIL_TLS", "none",
            "EXAMHALL_MAIL_USER", "examhall",
            "EXAMHALL_MAIL_FROM", "exams@example.edu",
            "EXAMHALL_SECRET_KEY", "0123456789abcdef0123456789abcdef");

    assertThrows(BadSetting.class, () -> Config.read(Optional.empty(), settings));
  }

  private static MailFailed assertFails(Config config, String words) {
    MailFailed failed = assertThrows(MailFailed.class, () -> connect(config));
    assertEquals(MailFailed.Why.SERVER, failed.why());
    assertTrue(failed.getMessage().contains(words), failed.getMessage());
    return failed;
  }

  private static MailConnection connect(Config config) {
    return MailServer.of(config).orElseThrow().connect();
  }

  private static Config login(MailHost host, String password) {
    Map<String, String> settings = new HashMap<>(host.settings("none"));
    settings.put("EXAMHALL_MAIL_USER", MailHost.USER);
    settings.put("EXAMHALL_MAIL_PASSWORD", password);
    return Config.read(Optional.empty(), settings);
  }
}
