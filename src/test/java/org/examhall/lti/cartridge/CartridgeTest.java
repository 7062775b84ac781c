package org.examhall.lti.cartridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathFactory;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class CartridgeTest {
  private static final URI SITE = URI.create("https://exams.example.edu:8443");

  @Test
  @Requirement({"XC-01", "XC-04"})
  void theCartridgeIsValidWhateverItsTextsHold() throws Exception {
    String xml = cartridge("Exams & <more>", everyPlacement()).xml();

    validator().validate(new StreamSource(new StringReader(xml)));

    assertEquals("Exams & <more>", at(xml, "/*/*[local-name()='title']"));
    assertEquals(SITE + "/lti11/launch", at(xml, "/*/*[local-name()='launch_url']"));
    assertEquals(SITE + "/lti11/launch", at(xml, "/*/*[local-name()='secure_launch_url']"));
    assertEquals(SITE + "/icon.svg", at(xml, "/*/*[local-name()='icon']"));
    assertEquals("examhall", at(xml, "//*[local-name()='vendor']/*[local-name()='code']"));
  }

  @Test
  @Requirement({"XC-01", "XC-04"})
  void theSchemaOfThisTestRefusesAnotherOrderAndStrangeElements() {
    String xml = cartridge("Exams", List.of()).xml();
    String title = "<blti:title>Exams</blti:title>";
    String elsewhere = xml.replace(title, "").replace("<blti:vendor>", title + "<blti:vendor>");
    String strange = xml.replace("<blti:vendor>", "<blti:seller/><blti:vendor>");

    for (String wrong : List.of(elsewhere, strange)) {
      assertThrows(
          SAXException.class,
          () -> validator().validate(new StreamSource(new StringReader(wrong))));
    }
  }

  @Test
  @Requirement({"XC-01"})
  void aSiteWithoutTlsNamesNoSecureAddress() {
    String xml =
        new Cartridge(
                "Exams", "d", URI.create("http://localhost:80"), URI.create("http://i"), List.of())
            .xml();

    assertFalse(xml.contains("secure_"), xml);
    assertTrue(xml.contains("<blti:launch_url>http://localhost:80/lti11/launch<"), xml);
  }

  @Test
  @Requirement("XC-02")
  void canvasIsToldHowToSignAndWhatTheToolIs() throws Exception {
    String xml = cartridge("Exams", List.of()).xml();

    String extensions = "//*[local-name()='extensions'][@platform='canvas.instructure.com']";
    assertEquals("true", at(xml, extensions + "/*[@name='oauth_compliant']"));
    assertEquals("exams.example.edu", at(xml, extensions + "/*[@name='domain']"));
    assertEquals("examhall", at(xml, extensions + "/*[@name='tool_id']"));
    assertEquals("public", at(xml, extensions + "/*[@name='privacy_level']"));
  }

  @Test
  @Requirement({"XC-02", "XC-03"})
  void eachPlacementSaysWhatFitsItsKind() throws Exception {
    String xml =
        cartridge(
                "Exams",
                List.of(
                    new Offer(Placement.COURSE_NAVIGATION, "members", false, false),
                    new Offer(Placement.LINK_SELECTION, "public", false, true),
                    new Offer(Placement.EDITOR_BUTTON, "public", false, false),
                    new Offer(Placement.QUIZ_MENU, "admins", true, false)))
            .xml();

    assertEquals("members", option(xml, "course_navigation", "visibility"));
    assertEquals("disabled", option(xml, "course_navigation", "default"));
    assertEquals("", option(xml, "course_navigation", "message_type"));
    assertEquals("ContentItemSelectionRequest", option(xml, "link_selection", "message_type"));
    assertEquals("", option(xml, "link_selection", "visibility"));
    assertEquals("basic-lti-launch-request", option(xml, "editor_button", "message_type"));
    assertEquals("admins", option(xml, "quiz_menu", "visibility"));
    assertEquals("", option(xml, "quiz_menu", "default"));
    assertEquals(SITE + "/lti11/launch", option(xml, "quiz_menu", "url"));
  }

  private static Cartridge cartridge(String title, List<Offer> offers) {
    return new Cartridge(title, "Exams ]]> & more", SITE, SITE.resolve("/icon.svg"), offers);
  }

  private static List<Offer> everyPlacement() {
    return Stream.of(Placement.values()).map(p -> new Offer(p, "public", true, true)).toList();
  }

  private static String option(String xml, String placement, String name) throws Exception {
    return at(
        xml, "//*[local-name()='options'][@name='%s']/*[@name='%s']".formatted(placement, name));
  }

  private static String at(String xml, String place) throws Exception {
    DocumentBuilderFactory documents = DocumentBuilderFactory.newDefaultNSInstance();
    Document document =
        documents.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    XPath path = XPathFactory.newDefaultInstance().newXPath();
    return path.evaluate(place, document);
  }

  private static Validator validator() throws SAXException {
    Source[] schemas =
        Stream.of("imslticp_v1p0", "imslticm_v1p0", "imsbasiclti_v1p0", "imslticc_v1p0")
            .map(name -> "/cartridge/" + name + ".xsd")
            .map(name -> Objects.requireNonNull(CartridgeTest.class.getResource(name), name))
            .map(file -> new StreamSource(file.toExternalForm()))
            .toArray(Source[]::new);
    return SchemaFactory.newDefaultInstance().newSchema(schemas).newValidator();
  }
}
