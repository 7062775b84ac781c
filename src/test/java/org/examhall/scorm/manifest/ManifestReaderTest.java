package org.examhall.scorm.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

/** What manifests say, and what is said about those that cannot be used. */
class ManifestReaderTest {
  @TempDir private Path root;
  private Unpacked unpacked;

  @BeforeEach
  void unpack() throws IOException {
    unpacked = new Unpacked(root).with("index.html", "<p>Hello");
  }

  @Test
  @Requirement("I15")
  void aScorm12PackageIsRecognised() throws IOException {
    unpacked.with("imsmanifest.xml", Manifests.scorm12("index.html"));

    Manifest manifest = read();

    assertEquals(Edition.SCORM_12, manifest.edition());
    assertEquals(Optional.of("Capitals & rivers, x < 3"), manifest.title());
    assertEquals("index.html", manifest.launch().address());
    assertEquals(Optional.of("level=2"), manifest.launchData());
    assertEquals(Optional.of(new BigDecimal("80")), manifest.masteryScore());
  }

  @ParameterizedTest
  @CsvSource({
    "CAM 1.3,SCORM_2004_2ND",
    "2004 3rd Edition,SCORM_2004_3RD",
    "2004 4th Edition,SCORM_2004_4TH",
    "2004,SCORM_2004",
    "anything,SCORM_2004"
  })
  @Requirement("I15")
  void anEditionOfScorm2004IsRecognised(String schemaVersion, Edition edition) throws IOException {
    unpacked.with("imsmanifest.xml", Manifests.scorm2004(schemaVersion, "Exam", ""));

    Manifest manifest = read();

    assertEquals(edition, manifest.edition());
    assertEquals(Optional.of(new BigDecimal("0.5")), manifest.masteryScore());
  }

  @Test
  void aNumbasManifestIsReadThoughNoSchemaWouldAllowIt() throws IOException {
    unpacked.with("imsmanifest.xml", Manifests.numbas("Maths &lt;b&gt;1&lt;/b&gt; \u00e9\u4e2d"));

    Manifest manifest = read();

    assertEquals(Optional.of("Maths <b>1</b> \u00e9\u4e2d"), manifest.title());
    assertEquals("index.html", manifest.launch().file().toString());
  }

  @Test
  @Requirement("I15")
  void severalActivitiesAreATableOfContents() throws IOException {
    unpacked.with("two/b.html", "<p>Two").with("notes.html", "<p>Notes");
    unpacked.with("imsmanifest.xml", Manifests.course(""));

    Manifest manifest = read();

    assertEquals(
        List.of(
            "0 SCO One index.html Optional[level=1] Optional[60]",
            "0 FOLDER More - Optional.empty Optional.empty",
            "1 SCO Two two/b.html?x=1 Optional.empty Optional[70]",
            "1 ASSET Notes notes.html Optional.empty Optional.empty"),
        manifest.activities().stream().map(ManifestReaderTest::line).toList());
    assertEquals("index.html", manifest.launch().address());
  }

  @ParameterizedTest
  @CsvSource({
    "<adlcp:prerequisites type='aicc_script'>A</adlcp:prerequisites>,prerequisites",
    "<s:sequencing><s:sequencingRules><s:preConditionRule/></s:sequencingRules></s:sequencing>,"
        + "preConditionRule",
    "<s:sequencing><s:rollupRules><s:rollupRule/></s:rollupRules></s:sequencing>,rollupRule",
    "<s:sequencing><s:rollupRules objectiveMeasureWeight='0.5'/></s:sequencing>,rollupRules",
    "<s:sequencing><s:controlMode forwardOnly='true'/></s:sequencing>,controlMode",
    "<s:sequencing><s:objectives><s:objective><s:mapInfo/></s:objective></s:objectives>"
        + "</s:sequencing>,mapInfo",
    "<s:sequencing><s:limitConditions attemptLimit='1'/></s:sequencing>,limitConditions"
  })
  @Requirement("I15")
  void activitiesThatDependOnOneAnotherAreRefusedByTheNameOfTheElement(String rule, String element)
      throws IOException {
    unpacked.with("two/b.html", "<p>Two").with("notes.html", "<p>Notes");
    unpacked.with("imsmanifest.xml", Manifests.course(rule));

    Refused refused = assertThrows(Refused.class, this::read);

    assertEquals(PackageReason.SEQUENCING, refused.reason());
    assertEquals(element, refused.details().get(0));
  }

  @Test
  @Requirement("I15")
  void sequencingThatSpellsOutDefaultsIsAccepted() throws IOException {
    unpacked.with("two/b.html", "<p>Two").with("notes.html", "<p>Notes");
    unpacked.with(
        "imsmanifest.xml",
        Manifests.course(
            """
            <s:sequencing><s:controlMode choice="true" flow="true" forwardOnly="false"/>
              <s:rollupRules objectiveMeasureWeight="1.0" rollupObjectiveSatisfied="true"/>
              <s:deliveryControls completionSetByContent="true"/></s:sequencing>"""));

    Manifest manifest = read();

    assertEquals(4, manifest.activities().size());
  }

  @Test
  @Requirement("I15")
  void oneActivityMayHaveAnySequencing() throws IOException {
    String item =
        "<item identifier='I' identifierref='R'><title>Quiz</title>"
            + "<adlcp:prerequisites>X</adlcp:prerequisites></item>";
    unpacked.with("imsmanifest.xml", Manifests.withItems(Manifests.scorm12("index.html"), item));

    Manifest manifest = read();

    assertEquals(List.of(), manifest.activities());
  }

  @Test
  void anEndlessTableOfContentsIsRefused() throws IOException {
    String items = "<item identifier='I' identifierref='R'><title>Quiz</title></item>".repeat(501);
    unpacked.with("imsmanifest.xml", Manifests.withItems(Manifests.scorm12("index.html"), items));

    Refused refused = assertThrows(Refused.class, this::read);

    assertEquals(PackageReason.TOO_MANY_ACTIVITIES, refused.reason());
  }

  @Test
  @Requirement("I15")
  void aPackageWithoutActivityIsRefused() throws IOException {
    unpacked.with("imsmanifest.xml", Manifests.withItems(Manifests.scorm12("index.html"), ""));

    Refused refused = assertThrows(Refused.class, this::read);

    assertEquals(PackageReason.NOTHING_TO_LAUNCH, refused.reason());
  }

  @ParameterizedTest
  @CsvSource({
    "cmi5.xml,a cmi5 package",
    "tincan.xml,an xAPI (Tin Can) package",
    "h5p.json,an H5P activity",
    "source.exam,a Numbas exam exported without SCORM",
    "IMSMANIFEST.XML,a package whose manifest's name is not in lower case",
    "extra.txt,a web site"
  })
  @Requirement("I15")
  void aPackageWithoutManifestIsNamedForWhatItSeemsToBe(String file, String words)
      throws IOException {
    unpacked.with(file, "x");

    Refused refused = assertThrows(Refused.class, this::read);

    assertEquals(PackageReason.NO_MANIFEST, refused.reason());
    assertEquals(words, refused.details().get(0).toString().split("[,;]")[0]);
  }

  @Test
  @Requirement("I15")
  void aFolderZippedWithItsContentIsExplained() throws IOException {
    unpacked.with("My exam/imsmanifest.xml", Manifests.scorm12("index.html"));

    Refused refused = assertThrows(Refused.class, this::read);

    assertEquals(PackageReason.MANIFEST_IN_FOLDER, refused.reason());
    assertEquals(List.of("My exam"), refused.details());
  }

  @ParameterizedTest
  @CsvSource({
    "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1,an IMS Common Cartridge",
    "http://www.imsglobal.org/xsd/imsqti_v2p1,questions in the QTI format",
    "http://www.imsglobal.org/xsd/imscp_v1p1,an IMS content package without the marks of SCORM"
  })
  @Requirement("I15")
  void aManifestOfAnotherKindIsNamed(String namespace, String words) throws IOException {
    unpacked.with("imsmanifest.xml", "<manifest xmlns='" + namespace + "'/>");

    Refused refused = assertThrows(Refused.class, this::read);

    assertEquals(PackageReason.MANIFEST_NOT_SCORM, refused.reason());
    assertEquals(List.of(words), refused.details());
  }

  private static String line(Activity activity) {
    return "%d %s %s %s %s %s"
        .formatted(
            activity.depth(),
            activity.kind(),
            activity.title(),
            activity.launch().map(Launch::address).orElse("-"),
            activity.launchData(),
            activity.masteryScore());
  }

  private Manifest read() throws IOException {
    return new ManifestReader().read(unpacked.folder());
  }
}
