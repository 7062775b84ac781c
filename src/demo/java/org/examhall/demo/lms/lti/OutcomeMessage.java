package org.examhall.demo.lms.lti;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * What an outcome request asks for. Source: LTI 1.1 section 6.1, Basic Outcomes.
 *
 * @param identifier the tool's number of the message
 * @param sourcedId names activity and person
 * @param score what is to be stored, 0 to 1; only a replacement has one
 */
public record OutcomeMessage(
    Operation operation, String identifier, String sourcedId, Optional<BigDecimal> score) {
  static final String NAMESPACE = "http://www.imsglobal.org/services/ltiv1p1/xsd/imsoms_v1p0";

  private static final Pattern SCORE = Pattern.compile("0(\\.\\d+)?|1(\\.0+)?");

  /** The three things a tool may do with a grade. */
  public enum Operation {
    /** Store it. */
    REPLACE("replaceResult"),
    /** Tell it. */
    READ("readResult"),
    /** Forget it. */
    DELETE("deleteResult");

    private final String label;

    Operation(String label) {
      this.label = label;
    }

    /** Its name in the message, without "Request". */
    public String label() {
      return label;
    }
  }

  /** Reads a request's body; refuses what any LMS is known to refuse. */
  public static OutcomeMessage parse(byte[] body) throws OutcomeRefused {
    demand(body.length > 0 && body[0] == '<', "the body does not begin with <");
    demand(body[body.length - 1] == '>', "the body does not end with >");
    Document xml = xml(body);
    demand(
        "imsx_POXEnvelopeRequest".equals(xml.getDocumentElement().getLocalName()),
        "the root is not imsx_POXEnvelopeRequest");
    demand("V1.0".equals(text(xml, "imsx_version")), "imsx_version is not V1.0");
    Operation operation = operation(xml);
    return new OutcomeMessage(
        operation,
        text(xml, "imsx_messageIdentifier"),
        text(xml, "sourcedId"),
        operation == Operation.REPLACE ? Optional.of(score(xml)) : Optional.empty());
  }

  private static Operation operation(Document xml) throws OutcomeRefused {
    return Arrays.stream(Operation.values())
        .filter(known -> elements(xml, known.label() + "Request").getLength() == 1)
        .findFirst()
        .orElseThrow(() -> new OutcomeRefused(422, "no known operation in imsx_POXBody"));
  }

  private static BigDecimal score(Document xml) throws OutcomeRefused {
    String score = text(xml, "textString");
    demand(SCORE.matcher(score).matches(), "textString is not a decimal from 0 to 1");
    return new BigDecimal(score);
  }

  private static String text(Document xml, String element) throws OutcomeRefused {
    NodeList found = elements(xml, element);
    demand(found.getLength() == 1, element + " is not there exactly once");
    String text = found.item(0).getTextContent();
    demand(!text.isBlank(), element + " is empty");
    return text;
  }

  private static NodeList elements(Document xml, String name) {
    return xml.getElementsByTagNameNS(NAMESPACE, name);
  }

  private static Document xml(byte[] body) throws OutcomeRefused {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new Strict());
      return builder.parse(new ByteArrayInputStream(body));
    } catch (SAXException | IOException e) {
      throw new OutcomeRefused(422, "the body is not XML");
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this JDK's XML parser cannot refuse document types", e);
    }
  }

  /** Keeps the parser from writing to standard error. */
  private static final class Strict implements ErrorHandler {
    @Override
    public void warning(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void error(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw e;
    }
  }

  private static void demand(boolean condition, String otherwise) throws OutcomeRefused {
    if (!condition) {
      throw new OutcomeRefused(422, otherwise);
    }
  }
}
