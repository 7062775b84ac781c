package org.examhall.bridge.cartridge;

import java.net.URI;
import java.util.Optional;
import org.examhall.kernel.sql.Tx;
import org.examhall.lti.cartridge.Cartridge;

/** The cartridge of this installation. */
public final class WriteCartridge {
  private final KnownPlacements placements;
  private final URI site;

  /** With what is chosen in {@code placements}; {@code site} is the public address. */
  public WriteCartridge(KnownPlacements placements, URI site) {
    this.placements = placements;
    this.site = site;
  }

  /** Its XML, under this title. */
  public String run(Tx tx, String title, String description) {
    return new Cartridge(
            title,
            description,
            site,
            site.resolve("/assets/img/icon.svg"),
            placements.list(tx).stream()
                .map(KnownPlacement::offer)
                .flatMap(Optional::stream)
                .toList())
        .xml();
  }
}
