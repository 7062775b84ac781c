package org.examhall.web.student;

import java.util.Optional;
import org.examhall.core.access.EffectiveTimes;
import org.examhall.core.context.Contexts;
import org.examhall.core.context.Launch;
import org.examhall.core.resource.Resource;
import org.examhall.core.resource.ResourceSettings;
import org.examhall.core.resource.Resources;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.Response;

/**
 * What somebody sees who looks on for a student: what the exam is and when, nobody's answers or
 * scores.
 */
public final class ObserverPage {
  private final Db db;
  private final Contexts contexts;
  private final Resources resources;
  private final ResourceSettings settings;

  /** Reads these tables. */
  public ObserverPage(Db db, Contexts contexts, Resources resources, ResourceSettings settings) {
    this.db = db;
    this.contexts = contexts;
    this.resources = resources;
    this.settings = settings;
  }

  /**
   * What the template reads.
   *
   * @param title empty when no exam is set up
   */
  public record Model(String course, Optional<String> title, Optional<EffectiveTimes> times) {}

  /** The page. */
  public Response show(Launch launch) {
    return Response.page("student/observer", db.tx(tx -> read(tx, launch)));
  }

  private Model read(Tx tx, Launch launch) {
    Optional<Resource> resource =
        launch.resourceId().flatMap(id -> resources.find(tx, launch.contextId(), id));
    return new Model(
        contexts.title(tx, launch.contextId()),
        resource.map(Resource::title),
        resource.map(r -> EffectiveTimes.of(settings.of(tx, r.id()))));
  }
}
