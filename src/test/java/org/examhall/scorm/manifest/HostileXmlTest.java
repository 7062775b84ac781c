package org.examhall.scorm.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import org.examhall.kernel.fault.Refused;
import org.examhall.scorm.Manifests;
import org.examhall.scorm.Unpacked;
import org.examhall.scorm.problem.PackageReason;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests written to hurt, and unusual ones that are honest. */
class HostileXmlTest {
  @TempDir private Path root;
  private Unpacked unpacked;

  @BeforeEach
  void unpack() throws IOException {
    unpacked = new Unpacked(root).with("index.html", "<p>Hello");
  }

  @Test
  @Requirement("I12")
  void anExternalEntityIsRefusedUnread() throws IOException {
    Path secret = Files.writeString(root.resolve("secret.txt"), "secret");
    String head = "<!DOCTYPE manifest [<!ENTITY x SYSTEM '" + secret.toUri() + "'>]>";

    PackageReason reason = refusal(head + Manifests.numbas("&x;"));

    assertEquals(PackageReason.MANIFEST_UNSAFE, reason);
  }

  @Test
  @Requirement("I12")
  void anEntityBombIsRefusedUnexpanded() throws IOException {
    StringBuilder head = new StringBuilder("<!DOCTYPE manifest [<!ENTITY e0 'lol'>");
    for (int i = 1; i < 20; i++) {
      head.append("<!ENTITY e%d '%s'>".formatted(i, "&e%d;".formatted(i - 1).repeat(10)));
    }

    PackageReason reason = refusal(head + "]>" + Manifests.numbas("&e19;"));

    assertEquals(PackageReason.MANIFEST_UNSAFE, reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE manifest SYSTEM 'http://127.0.0.1:9/x.dtd'>",
        "<!DOCTYPE manifest [<!ENTITY % p SYSTEM 'http://127.0.0.1:9/x.dtd'> %p;]>",
        "<!DOCTYPE manifest>"
      })
  @Requirement("I12")
  void anyDocumentTypeIsRefused(String head) throws IOException {
    PackageReason reason = refusal(head + Manifests.numbas("Exam"));

    assertEquals(PackageReason.MANIFEST_UNSAFE, reason);
  }

  @Test
  @Requirement("I12")
  void anInclusionIsRefused() throws IOException {
    String include = "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='secret.txt'/>";

    PackageReason reason = refusal(Manifests.scorm2004("2004", "Exam", include));

    assertEquals(PackageReason.MANIFEST_UNSAFE, reason);
  }

  @Test
  @Requirement("I12")
  void deepNestingIsStoppedOnTheWayDown() throws IOException {
    String nested = "<a>".repeat(65_536) + "</a>".repeat(65_536);

    PackageReason reason = refusal("<manifest>" + nested + "</manifest>");

    assertEquals(PackageReason.MANIFEST_UNSAFE, reason);
  }

  @Test
  @Requirement("I12")
  void aHugeManifestIsRefusedUnread() throws IOException {
    PackageReason reason = refusal("<manifest>" + " ".repeat(9 << 20) + "</manifest>");

    assertEquals(PackageReason.MANIFEST_TOO_BIG, reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no xml",
        "<manifest>",
        "<manifest></other>",
        "<manifest>&undeclared;</manifest>",
        "<manifest a='1' a='2'/>",
        "<?xml version='1.0' encoding='no-such'?><manifest/>",
        "<?xml version='1.0'?><?xml version='1.0'?><manifest/>"
      })
  @Requirement("I12")
  void brokenXmlIsRefusedWithALine(String xml) throws IOException {
    PackageReason reason = refusal(xml);

    assertEquals(PackageReason.MANIFEST_DAMAGED, reason);
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-8,false",
    "UTF-8,true",
    "UTF-16LE,true",
    "UTF-16BE,true",
    "ISO-8859-1,false",
    "windows-1252,false"
  })
  @Requirement("I12")
  void anyDeclaredEncodingIsRead(String encoding, boolean mark) throws IOException {
    Charset charset = Charset.forName(encoding);
    String declared = encoding.startsWith("UTF-16") ? "UTF-16" : encoding;
    String xml =
        "<?xml version='1.0' encoding='" + declared + "'?>" + Manifests.numbas("Pr\u00fcfung");
    unpacked.with("imsmanifest.xml", ((mark ? "\uFEFF" : "") + xml).getBytes(charset));

    Manifest manifest = new ManifestReader().read(unpacked.folder());

    assertEquals(Optional.of("Pr\u00fcfung"), manifest.title());
  }

  @Test
  @Requirement("I12")
  void randomDamageIsRefusedInWordsOrRead() throws IOException {
    SplittableRandom random = new SplittableRandom(12);
    byte[] honest = Manifests.numbas("Exam").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 2_000; i++) {
      byte[] damaged = honest.clone();
      for (int hits = 1 + random.nextInt(5); hits > 0; hits--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      unpacked.with("imsmanifest.xml", damaged);

      readOrRefuse();
    }
  }

  private void readOrRefuse() throws IOException {
    try {
      Manifest manifest = new ManifestReader().read(unpacked.folder());
      assertEquals("index.html", manifest.launch().file().toString());
    } catch (Refused refused) {
      assertEquals(PackageReason.class, refused.reason().getClass());
    }
  }

  private PackageReason refusal(String xml) throws IOException {
    unpacked.with("imsmanifest.xml", xml);
    ManifestReader reader = new ManifestReader();
    Refused refused = assertThrows(Refused.class, () -> reader.read(unpacked.folder()));
    return (PackageReason) refused.reason();
  }
}
