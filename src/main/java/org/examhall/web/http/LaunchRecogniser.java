package org.examhall.web.http;

import org.examhall.core.context.Launch;
import org.examhall.core.context.Launches;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.sql.Db;

/**
 * Finds the launch that a path under {@code /l/{launch}/} names, if the browser holds its cookie.
 */
public final class LaunchRecogniser implements Recogniser {
  private final Db db;
  private final Launches launches;
  private final Tokens tokens;

  /** Looks launches up in {@code db}. */
  public LaunchRecogniser(Db db, Launches launches, Tokens tokens) {
    this.db = db;
    this.launches = launches;
    this.tokens = tokens;
  }

  @Override
  public void recognise(Request request) {
    request.findPath("launch").ifPresent(id -> recognise(request, id));
  }

  private void recognise(Request request, String id) {
    request
        .cookie(LaunchCookie.nameOf(id))
        .ifPresent(
            token ->
                db.read(tx -> launches.find(tx, id, tokens.hash(token)))
                    .ifPresent(
                        launch -> {
                          request.put(Launch.class, launch);
                          request.put(SessionSecret.class, new SessionSecret(token));
                        }));
  }
}
