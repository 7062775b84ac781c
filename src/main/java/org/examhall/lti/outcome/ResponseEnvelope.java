package org.examhall.lti.outcome;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.examhall.lti.outcome.OutcomeAnswer.Why;

/**
 * The text of each element of an outcome response, by its place.
 *
 * <p>No document type is read, so no entity is expanded and no file or address opened. The
 * namespace is the standard's or none.
 */
final class ResponseEnvelope {
  private static final String ROOT = "imsx_POXEnvelopeResponse";
  private static final int DEEPEST = 16;
  private static final int MOST_ELEMENTS = 500;

  private final Map<String, StringBuilder> texts = new HashMap<>();
  private final Deque<String> open = new ArrayDeque<>();
  private final Deque<StringBuilder> openTexts = new ArrayDeque<>();

  private ResponseEnvelope() {}

  static ResponseEnvelope read(byte[] body) throws Unreadable {
    ResponseEnvelope envelope = new ResponseEnvelope();
    try {
      XMLStreamReader xml = safeFactory().createXMLStreamReader(new ByteArrayInputStream(body));
      while (xml.hasNext()) {
        envelope.take(xml, xml.next());
      }
    } catch (XMLStreamException e) {
      throw new Unreadable(Why.NOT_XML);
    }
    return envelope;
  }

  private static XMLInputFactory safeFactory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  private void take(XMLStreamReader xml, int event) throws Unreadable {
    switch (event) {
      case XMLStreamConstants.DTD -> throw new Unreadable(Why.DOCTYPE);
      case XMLStreamConstants.START_ELEMENT -> enter(xml);
      case XMLStreamConstants.END_ELEMENT -> leave();
      case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
          openTexts.getLast().append(xml.getText());
      default -> {
        // comments and processing instructions say nothing
      }
    }
  }

  private void enter(XMLStreamReader xml) throws Unreadable {
    String namespace = xml.getNamespaceURI();
    boolean ours = namespace == null || namespace.isEmpty() || namespace.equals(Envelope.NAMESPACE);
    boolean inPlace = !open.isEmpty() || xml.getLocalName().equals(ROOT);
    if (!ours || !inPlace || open.size() >= DEEPEST || texts.size() >= MOST_ELEMENTS) {
      throw new Unreadable(Why.OTHER_XML);
    }
    open.addLast(xml.getLocalName());
    openTexts.addLast(new StringBuilder());
    StringBuilder earlier = texts.put(String.join("/", open), openTexts.getLast());
    if (earlier != null && xml.getLocalName().equals("imsx_codeMajor")) {
      throw new Unreadable(Why.NO_CODE);
    }
  }

  private void leave() {
    open.removeLast();
    openTexts.removeLast();
  }

  /** Text of the element of this name in the status block. */
  String status(String name) {
    return at("imsx_POXHeader/imsx_POXResponseHeaderInfo/imsx_statusInfo/" + name).orElse("");
  }

  /** Text of the element at this place below the root, stripped; empty when it is not there. */
  Optional<String> at(String place) {
    return Optional.ofNullable(texts.get(ROOT + "/" + place)).map(text -> text.toString().strip());
  }

  /** Text of the first element of this name, wherever a platform put it. */
  Optional<String> anywhere(String name) {
    return texts.entrySet().stream()
        .filter(e -> e.getKey().endsWith("/" + name))
        .map(e -> e.getValue().toString().strip())
        .findFirst();
  }

  /** The bytes are no outcome response. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;
    private final Why why;

    Unreadable(Why why) {
      super(why.name(), null, false, false);
      this.why = why;
    }

    Why why() {
      return why;
    }
  }
}
