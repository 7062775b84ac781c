package org.examhall.core.consumer;

import org.examhall.kernel.sql.Row;

/**
 * A place in Canvas where the cartridge offers us.
 *
 * @param name as in a cartridge
 * @param visibility {@code public}, {@code members} or {@code admins}
 * @param shown whether it stands in the menu from the start
 * @param contentItems whether a selection is asked for by the standard's message
 */
public record CartridgePlacement(
    String name, String visibility, boolean shown, boolean contentItems) {
  static CartridgePlacement read(Row row) {
    return new CartridgePlacement(
        row.text("name"), row.text("visibility"), row.flag("shown"), row.flag("content_items"));
  }
}
