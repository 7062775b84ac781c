package org.examhall.lti.cartridge;

import java.util.LinkedHashMap;
import java.util.Map;
import org.examhall.lti.cartridge.Placement.Kind;

/**
 * A placement that the cartridge offers.
 *
 * @param visibility {@code public}, {@code members} or {@code admins}; not said for selections
 * @param shown whether it stands in the menu from the start; said for navigation only
 * @param contentItems whether a selection is asked for by the standard's message, {@code
 *     ContentItemSelectionRequest}; else by Canvas's older way
 */
public record Offer(Placement placement, String visibility, boolean shown, boolean contentItems) {
  /** Canvas's properties of it, in a fixed order. */
  Map<String, String> properties(String launchUrl, String text) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("url", launchUrl);
    properties.put("text", text);
    properties.put("enabled", "true");
    if (placement.kind() == Kind.SELECTION) {
      properties.put("message_type", message());
      properties.put("selection_width", "900");
      properties.put("selection_height", "700");
    } else {
      properties.put("visibility", visibility);
    }
    if (placement.kind() == Kind.NAVIGATION) {
      properties.put("default", shown ? "enabled" : "disabled");
    }
    return properties;
  }

  private String message() {
    return contentItems ? "ContentItemSelectionRequest" : "basic-lti-launch-request";
  }
}
