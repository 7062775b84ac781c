package org.examhall.web.admin;

import java.net.URI;
import java.util.List;
import org.examhall.bridge.cartridge.KnownPlacement;
import org.examhall.bridge.cartridge.KnownPlacements;
import org.examhall.core.consumer.CartridgePlacement;
import org.examhall.core.user.Actor;
import org.examhall.core.user.StaffAccount;
import org.examhall.kernel.sql.Db;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/** {@code /admin/cartridge}: the cartridge's address, and where Canvas offers us by it. */
public final class CartridgePage {
  private static final List<String> VISIBILITIES = List.of("public", "members", "admins");

  private final Db db;
  private final KnownPlacements placements;
  private final URI app;

  /** What the template reads. */
  public record Model(
      String username,
      String address,
      List<KnownPlacement> placements,
      List<String> visibilities,
      boolean saved) {}

  /** A page on {@code placements}; {@code app} is the public address. */
  public CartridgePage(Db db, KnownPlacements placements, URI app) {
    this.db = db;
    this.placements = placements;
    this.app = app;
  }

  /** What is offered now. */
  public Response show(Request request) {
    return Response.page(
        "admin/cartridge",
        new Model(
            request.get(StaffAccount.class).username(),
            app + "/lti11/config.xml",
            db.tx(placements::list),
            VISIBILITIES,
            request.parameter("saved").isPresent()));
  }

  /** Offers what is ticked. */
  public Response save(Request request) {
    Actor actor = request.get(Actor.class);
    db.run(
        tx -> {
          List<CartridgePlacement> chosen =
              placements.list(tx).stream()
                  .filter(known -> request.parameters("placement").contains(known.name()))
                  .map(known -> chosen(request, known))
                  .toList();
          placements.save(tx, actor, chosen);
        });
    return Response.redirect("/admin/cartridge?saved=placements");
  }

  /** A choice that the form does not offer for a placement is the usual one. */
  private static CartridgePlacement chosen(Request request, KnownPlacement known) {
    String visibility =
        request
            .parameter("visibility-" + known.name())
            .filter(VISIBILITIES::contains)
            .orElse("public");
    boolean shown = request.parameter("shown-" + known.name()).isPresent();
    boolean older =
        request.parameter("message-" + known.name()).filter("older"::equals).isPresent();
    return new CartridgePlacement(
        known.name(), visibility, known.hides() && shown, known.selects() && !older);
  }
}
