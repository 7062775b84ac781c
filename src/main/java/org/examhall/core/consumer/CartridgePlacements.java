package org.examhall.core.consumer;

import java.util.List;
import java.util.function.Predicate;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code cartridge_placement} table. */
public final class CartridgePlacements {
  /** Those that the cartridge offers, by name. */
  public List<CartridgePlacement> list(Tx tx) {
    return tx.list(
        """
        select name, visibility, shown, content_items
          from cartridge_placement
         order by name
        """,
        CartridgePlacement::read);
  }

  /** Offers these and no others. */
  public void replace(Tx tx, List<CartridgePlacement> placements) {
    tx.change(
        """
        delete from cartridge_placement
        """);
    tx.change(
        """
        insert into cartridge_placement (name, visibility, shown, content_items)
        select name, visibility, name = any(?), name = any(?)
          from unnest(?, ?) as chosen (name, visibility)
        """,
        names(placements, CartridgePlacement::shown),
        names(placements, CartridgePlacement::contentItems),
        names(placements, all -> true),
        placements.stream().map(CartridgePlacement::visibility).toArray(String[]::new));
  }

  private static String[] names(
      List<CartridgePlacement> placements, Predicate<CartridgePlacement> test) {
    return placements.stream().filter(test).map(CartridgePlacement::name).toArray(String[]::new);
  }
}
