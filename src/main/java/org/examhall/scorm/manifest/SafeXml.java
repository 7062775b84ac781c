package org.examhall.scorm.manifest;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.examhall.scorm.problem.PackageReason;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;

/**
 * Reads XML that a stranger wrote, in any encoding that XML allows.
 *
 * <p>A document type is refused as such, so there are no entities to expand or fetch; inclusion is
 * refused rather than ignored; depth and size are bounded. SAX because it alone lets a reader stop
 * at the first word of a document type and keep quiet about errors. Errors: {@code Refused} with a
 * {@link PackageReason}. Source: OWASP XML External Entity Prevention.
 */
final class SafeXml {
  private static final long MAX_BYTES = 8 << 20;
  private static final String FEATURES = "http://xml.org/sax/features/";

  private SafeXml() {}

  /** The root element. */
  static XmlElement read(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw PackageReason.MANIFEST_TOO_BIG.refuse((MAX_BYTES >> 20) + " MB");
    }
    XmlTreeBuilder builder = new XmlTreeBuilder();
    try (InputStream in = Files.newInputStream(file)) {
      reader(builder).parse(new InputSource(in));
      return builder.root();
    } catch (SAXParseException e) {
      throw PackageReason.MANIFEST_DAMAGED.refuse(Math.max(1, e.getLineNumber()));
    } catch (SAXException | CharConversionException | UnsupportedEncodingException e) {
      throw PackageReason.MANIFEST_DAMAGED.refuse(1);
    }
  }

  private static XMLReader reader(XmlTreeBuilder builder) throws SAXException {
    try {
      SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature(FEATURES + "external-general-entities", false);
      factory.setFeature(FEATURES + "external-parameter-entities", false);
      factory.setXIncludeAware(false);
      XMLReader reader = factory.newSAXParser().getXMLReader();
      reader.setContentHandler(builder);
      reader.setErrorHandler(builder);
      reader.setEntityResolver(builder);
      reader.setProperty("http://xml.org/sax/properties/lexical-handler", builder);
      return reader;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the platform's own parser knows these features", e);
    }
  }
}
