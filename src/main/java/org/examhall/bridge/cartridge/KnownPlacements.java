package org.examhall.bridge.cartridge;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.examhall.core.consumer.CartridgePlacement;
import org.examhall.core.consumer.CartridgePlacements;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AuditAction;
import org.examhall.core.user.AuditLog;
import org.examhall.kernel.sql.Tx;
import org.examhall.lti.cartridge.Placement;

/** Which of Canvas's placements the cartridge offers. */
public final class KnownPlacements {
  private final CartridgePlacements placements;
  private final AuditLog audit;

  /** Of {@code placements}; changes are audited in {@code audit}. */
  public KnownPlacements(CartridgePlacements placements, AuditLog audit) {
    this.placements = placements;
    this.audit = audit;
  }

  /** All that there are, in the order of the standard list. */
  public List<KnownPlacement> list(Tx tx) {
    Map<String, CartridgePlacement> chosen =
        placements.list(tx).stream().collect(Collectors.toMap(CartridgePlacement::name, c -> c));
    return Stream.of(Placement.values()).map(p -> KnownPlacement.of(p, chosen)).toList();
  }

  /** Offers these and no others; what changes nothing leaves no trace. */
  public void save(Tx tx, Actor actor, List<CartridgePlacement> chosen) {
    List<CartridgePlacement> sorted =
        chosen.stream().sorted(Comparator.comparing(CartridgePlacement::name)).toList();
    if (sorted.equals(placements.list(tx))) {
      return;
    }
    placements.replace(tx, sorted);
    String names = String.join(" ", sorted.stream().map(CartridgePlacement::name).toList());
    audit.add(tx, actor, AuditAction.CARTRIDGE_CHANGED, "", Map.of("placements", names));
  }
}
