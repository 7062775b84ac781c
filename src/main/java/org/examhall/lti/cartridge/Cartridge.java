package org.examhall.lti.cartridge;

import java.net.URI;
import java.util.List;

/**
 * What an LMS reads to add this tool.
 *
 * @param site the public address, scheme, host and port
 * @param icon absolute address of a picture
 * @param offers Canvas's placements, in this order
 */
public record Cartridge(String title, String description, URI site, URI icon, List<Offer> offers) {
  /** Where launches go. */
  String launchUrl() {
    return site + "/lti11/launch";
  }

  boolean isSecure() {
    return "https".equalsIgnoreCase(site.getScheme());
  }

  /** The document, UTF-8. Source: IMS Common Cartridge, basic LTI link 1.0; Canvas's extensions. */
  public String xml() {
    return CartridgeXml.of(this);
  }
}
