package org.examhall.lti.cartridge;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a cartridge: every element of the standard in the standard's order. */
final class CartridgeXml {
  private static final String IMS = "http://www.imsglobal.org/xsd/";
  private static final String SCHEMAS = IMS + "lti/ltiv1p0/";
  private static final String SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
  private static final String ROOT = IMS + "imslticc_v1p0";
  private static final String BLTI = IMS + "imsbasiclti_v1p0";
  private static final String MESSAGE = IMS + "imslticm_v1p0";
  private static final String VENDOR = IMS + "imslticp_v1p0";

  private final XMLStreamWriter xml;
  private final Cartridge cartridge;

  private CartridgeXml(XMLStreamWriter xml, Cartridge cartridge) {
    this.xml = xml;
    this.cartridge = cartridge;
  }

  static String of(Cartridge cartridge) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      new CartridgeXml(xml, cartridge).write();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }

  private void write() throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    root();
    leaf("blti", BLTI, "title", cartridge.title());
    leaf("blti", BLTI, "description", cartridge.description());
    canvas();
    leaf("blti", BLTI, "launch_url", cartridge.launchUrl());
    if (cartridge.isSecure()) {
      leaf("blti", BLTI, "secure_launch_url", cartridge.launchUrl());
    }
    leaf("blti", BLTI, "icon", cartridge.icon().toString());
    if (cartridge.isSecure()) {
      leaf("blti", BLTI, "secure_icon", cartridge.icon().toString());
    }
    vendor();
    xml.writeEndDocument();
  }

  private void root() throws XMLStreamException {
    xml.writeStartElement("", "cartridge_basiclti_link", ROOT);
    xml.writeDefaultNamespace(ROOT);
    xml.writeNamespace("blti", BLTI);
    xml.writeNamespace("lticm", MESSAGE);
    xml.writeNamespace("lticp", VENDOR);
    xml.writeNamespace("xsi", SCHEMA_INSTANCE);
    xml.writeAttribute(
        "xsi",
        SCHEMA_INSTANCE,
        "schemaLocation",
        String.join(
            " ",
            ROOT,
            SCHEMAS + "imslticc_v1p0.xsd",
            BLTI,
            SCHEMAS + "imsbasiclti_v1p0p1.xsd",
            MESSAGE,
            SCHEMAS + "imslticm_v1p0.xsd",
            VENDOR,
            SCHEMAS + "imslticp_v1p0.xsd"));
  }

  private void canvas() throws XMLStreamException {
    xml.writeStartElement("blti", "extensions", BLTI);
    xml.writeAttribute("platform", "canvas.instructure.com");
    Map<String, String> tool = new LinkedHashMap<>();
    tool.put("tool_id", "examhall");
    tool.put("privacy_level", "public");
    tool.put("domain", cartridge.site().getHost());
    tool.put("text", cartridge.title());
    tool.put("icon_url", cartridge.icon().toString());
    tool.put("oauth_compliant", "true");
    properties(tool);
    for (Offer offer : cartridge.offers()) {
      xml.writeStartElement("lticm", "options", MESSAGE);
      xml.writeAttribute("name", offer.placement().wireName());
      properties(offer.properties(cartridge.launchUrl(), cartridge.title()));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private void vendor() throws XMLStreamException {
    xml.writeStartElement("blti", "vendor", BLTI);
    leaf("lticp", VENDOR, "code", "examhall");
    leaf("lticp", VENDOR, "name", cartridge.title());
    leaf("lticp", VENDOR, "description", cartridge.description());
    leaf("lticp", VENDOR, "url", cartridge.site().toString());
    xml.writeEndElement();
  }

  private void properties(Map<String, String> values) throws XMLStreamException {
    for (Map.Entry<String, String> value : values.entrySet()) {
      xml.writeStartElement("lticm", "property", MESSAGE);
      xml.writeAttribute("name", value.getKey());
      xml.writeCharacters(value.getValue());
      xml.writeEndElement();
    }
  }

  private void leaf(String prefix, String namespace, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(prefix, name, namespace);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }
}
