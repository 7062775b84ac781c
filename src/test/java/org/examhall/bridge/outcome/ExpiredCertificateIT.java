package org.examhall.bridge.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.examhall.core.scoring.DueGrade;
import org.examhall.core.scoring.GradeState;
import org.examhall.core.scoring.OutboxGrade.State;
import org.examhall.kernel.crypto.SecretBox;
import org.examhall.kernel.net.Outbound;
import org.examhall.testkit.AgsBook;
import org.examhall.testkit.AgsBook.Student;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.TestKeys;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An LMS whose certificate is vouched for by somebody we trust, and past its last day. */
class ExpiredCertificateIT {
  private static final String TRUST = "javax.net.ssl.trustStore";
  private static final String SUCCESS =
      """
      <imsx_POXEnvelopeResponse xmlns="http://www.imsglobal.org/services/ltiv1p1/xsd/imsoms_v1p0">
      <imsx_POXHeader><imsx_POXResponseHeaderInfo><imsx_statusInfo>
      <imsx_codeMajor>success</imsx_codeMajor>
      </imsx_statusInfo></imsx_POXResponseHeaderInfo></imsx_POXHeader></imsx_POXEnvelopeResponse>
      """;

  @TempDir private Path folder;

  private final World world = World.fresh();
  private final AgsBook book = AgsBook.in(world);
  private final List<HttpsServer> lms = new ArrayList<>();
  private TestKeys authority;

  @BeforeEach
  void trustTheAuthority() {
    authority = TestKeys.authority(folder, "authority");
    System.setProperty(TRUST, authority.file().toString());
    System.setProperty(TRUST + "Password", new String(authority.password()));
  }

  @AfterEach
  void close() {
    System.clearProperty(TRUST);
    System.clearProperty(TRUST + "Password");
    lms.forEach(server -> server.stop(0));
    book.close();
    world.close();
  }

  @Test
  @Requirement({"F26", "F08"})
  void aGradeWaitsInPlainWordsUntilTheCertificateIsRenewed() throws Exception {
    String expired = lms(authority.issue("expired", "127.0.0.2", -10, 5));
    String renewed = lms(authority.issue("renewed", "127.0.0.2", -10, 100));
    Student student = book.student();
    book.exam().address(student.personId(), expired, "cell");
    DueGrade due = book.score(student, "0.5").get(0);

    send(due);
    GradeState parked = GradeState.of(book.ours(student));
    book.exam().address(student.personId(), renewed, "cell");
    book.timePasses();
    send(due);

    assertEquals("grade.waiting.untrusted", parked.messageKey());
    assertEquals(State.SENT, book.ours(student).state());
  }

  private void send(DueGrade due) {
    try (Outbound outbound = Senders.patient("127.0.0.2")) {
      Senders.sender(world, outbound, new SecretBox(World.SECRET_KEY), Duration.ofMinutes(1))
          .run(due)
          .getAsBoolean();
    }
  }

  /** The address of an outcome service that shows this certificate. */
  private String lms(TestKeys shown) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(shown.store(), shown.password());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keys.getKeyManagers(), null, null);
    HttpsServer server = HttpsServer.create(new InetSocketAddress("127.0.0.2", 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    byte[] success = SUCCESS.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/xml");
          exchange.sendResponseHeaders(200, success.length);
          exchange.getResponseBody().write(success);
          exchange.close();
        });
    server.start();
    lms.add(server);
    return "https://127.0.0.2:" + server.getAddress().getPort() + "/outcomes";
  }
}
