package org.examhall.scorm.manifest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.examhall.kernel.fault.Refused;
import org.examhall.scorm.problem.PackageReason;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.ext.DefaultHandler2;

/** Builds the tree of a document from the parser's events, refusing what is unsafe at once. */
final class XmlTreeBuilder extends DefaultHandler2 {
  private static final int MAX_DEPTH = 64;
  private static final String XINCLUDE = "http://www.w3.org/2001/XInclude";

  private final Deque<XmlElement> open = new ArrayDeque<>();
  private final Set<String> declared = new HashSet<>();
  private @Nullable XmlElement root;

  XmlElement root() throws SAXException {
    if (root == null) {
      throw new SAXException("the document has no element");
    }
    return root;
  }

  @Override
  public void startDTD(String name, @Nullable String publicId, @Nullable String systemId) {
    throw unsafe("a document type (DOCTYPE)");
  }

  @Override
  public InputSource resolveEntity(
      @Nullable String name,
      @Nullable String publicId,
      @Nullable String baseUri,
      @Nullable String systemId) {
    throw unsafe("a reference to another file");
  }

  @Override
  public void startPrefixMapping(String prefix, String uri) {
    declared.add(uri);
  }

  @Override
  public void startElement(String uri, String name, String qualifiedName, Attributes attributes) {
    if (uri.equals(XINCLUDE)) {
      throw unsafe("an inclusion of another file (XInclude)");
    }
    if (open.size() == MAX_DEPTH) {
      throw unsafe("elements nested more than " + MAX_DEPTH + " deep");
    }
    XmlElement element = new XmlElement(Set.copyOf(declared), name, byName(attributes));
    declared.clear();
    if (open.isEmpty()) {
      root = element;
    } else {
      open.element().add(element);
    }
    open.push(element);
  }

  @Override
  public void characters(char[] text, int start, int length) {
    open.element().addText(new String(text, start, length));
  }

  @Override
  public void endElement(String uri, String name, String qualifiedName) {
    open.pop();
  }

  @Override
  public void fatalError(SAXParseException e) throws SAXException {
    throw e;
  }

  private static Map<String, String> byName(Attributes attributes) {
    Map<String, String> byName = new HashMap<>();
    for (int i = 0; i < attributes.getLength(); i++) {
      byName.putIfAbsent(
          attributes.getLocalName(i).toLowerCase(Locale.ROOT), attributes.getValue(i));
    }
    return byName;
  }

  private static Refused unsafe(String what) {
    return PackageReason.MANIFEST_UNSAFE.refuse(what);
  }
}
