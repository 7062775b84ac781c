package org.examhall.lti.outcome;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.examhall.kernel.fault.Refused;

/**
 * Writes the XML of an outcome request: one line, UTF-8, nothing before or after it (Brightspace
 * refuses a newline at the end).
 */
final class Envelope {
  static final String NAMESPACE = "http://www.imsglobal.org/services/ltiv1p1/xsd/imsoms_v1p0";

  private final XMLStreamWriter xml;

  private Envelope(XMLStreamWriter xml) {
    this.xml = xml;
  }

  static byte[] request(
      Operation operation, String messageId, String sourcedId, Optional<WrittenResult> result) {
    requireSendable(sourcedId);
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      new Envelope(xml).write(operation, messageId, sourcedId, result);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void write(
      Operation operation, String messageId, String sourcedId, Optional<WrittenResult> result)
      throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    open("imsx_POXEnvelopeRequest");
    xml.writeDefaultNamespace(NAMESPACE);
    open("imsx_POXHeader", "imsx_POXRequestHeaderInfo");
    leaf("imsx_version", "V1.0");
    leaf("imsx_messageIdentifier", messageId);
    close(2);
    open("imsx_POXBody", operation.requestElement(), "resultRecord", "sourcedGUID");
    leaf("sourcedId", sourcedId);
    close(1);
    if (result.isPresent()) {
      result(result.get());
    }
    xml.writeEndDocument();
  }

  private void result(WrittenResult result) throws XMLStreamException {
    open("result");
    score("resultScore", result.score());
    if (result.total().isPresent()) {
      score("resultTotalScore", result.total().get());
    }
    if (result.data().isPresent()) {
      open("resultData");
      leaf(result.data().get().element(), result.data().get().value());
      close(1);
    }
    close(1);
    if (result.submittedAt().isPresent()) {
      close(1); // the details stand beside resultRecord
      open("submissionDetails");
      leaf("submittedAt", result.submittedAt().get().toString());
    }
  }

  private void score(String name, String text) throws XMLStreamException {
    open(name);
    leaf("language", "en");
    leaf("textString", text);
    close(1);
  }

  private void open(String... names) throws XMLStreamException {
    for (String name : names) {
      xml.writeStartElement(name);
    }
  }

  private void close(int elements) throws XMLStreamException {
    for (int i = 0; i < elements; i++) {
      xml.writeEndElement();
    }
  }

  /** A carriage return must be a reference: XML readers turn a bare one into a line feed. */
  private void leaf(String name, String text) throws XMLStreamException {
    xml.writeStartElement(name);
    String[] lines = text.split("\r", -1);
    xml.writeCharacters(lines[0]);
    for (int i = 1; i < lines.length; i++) {
      xml.writeEntityRef("#13");
      xml.writeCharacters(lines[i]);
    }
    xml.writeEndElement();
  }

  /** XML 1.0 has no way to write most control characters, lone surrogates, U+FFFE and U+FFFF. */
  private static void requireSendable(String sourcedId) {
    boolean sendable =
        sourcedId
            .codePoints()
            .allMatch(
                c ->
                    c == '\t'
                        || c == '\n'
                        || c == '\r'
                        || (c >= 0x20 && c <= 0xd7ff)
                        || (c >= 0xe000 && c <= 0xfffd)
                        || c >= 0x10000);
    if (sourcedId.isEmpty() || !sendable) {
      throw new Refused(OutcomeReason.SOURCED_ID_UNUSABLE);
    }
  }
}
