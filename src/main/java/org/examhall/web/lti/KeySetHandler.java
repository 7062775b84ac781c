package org.examhall.web.lti;

import org.examhall.bridge.launch.OwnKeys;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/** Our public keys, for platforms. Source: RFC 7517 section 5; KY-01. */
public final class KeySetHandler {
  private final OwnKeys keys;

  /** Publishes these. */
  public KeySetHandler(OwnKeys keys) {
    this.keys = keys;
  }

  /** GET of the key set; platforms may keep it for an hour, new keys sign after a day. */
  public Response show(Request request) {
    return Response.json(keys.published()).header("Cache-Control", "public, max-age=3600");
  }
}
