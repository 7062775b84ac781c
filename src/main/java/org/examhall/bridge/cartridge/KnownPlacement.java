package org.examhall.bridge.cartridge;

import java.util.Map;
import java.util.Optional;
import org.examhall.core.consumer.CartridgePlacement;
import org.examhall.lti.cartridge.Offer;
import org.examhall.lti.cartridge.Placement;
import org.examhall.lti.cartridge.Placement.Kind;

/**
 * A place where Canvas can offer us, and what is chosen for it.
 *
 * @param name as in a cartridge
 * @param selects whether somebody chooses there what to bring back: no visibility then, but a
 *     message
 * @param hides whether it can start hidden
 * @param chosen empty when the cartridge does not offer it
 */
public record KnownPlacement(
    String name, boolean selects, boolean hides, Optional<CartridgePlacement> chosen) {
  static KnownPlacement of(Placement placement, Map<String, CartridgePlacement> chosen) {
    return new KnownPlacement(
        placement.wireName(),
        placement.kind() == Kind.SELECTION,
        placement.kind() == Kind.NAVIGATION,
        Optional.ofNullable(chosen.get(placement.wireName())));
  }

  /** As the cartridge writes it, if it is chosen. */
  Optional<Offer> offer() {
    return chosen.map(
        c ->
            new Offer(
                Placement.named(name).orElseThrow(), c.visibility(), c.shown(), c.contentItems()));
  }
}
