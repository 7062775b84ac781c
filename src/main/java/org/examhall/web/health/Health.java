package org.examhall.web.health;

import org.examhall.bridge.checkup.SiteGauges;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.metrics.Metrics;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Heartbeat;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/** What load balancers and monitors ask. */
public final class Health {
  private final Db db;
  private final DeepHealth deep;
  private final Json json;
  private final Metrics metrics;
  private final SiteGauges gauges;
  private final Heartbeat heartbeat = new Heartbeat();

  /** Asks {@code db} and {@code deep}. */
  public Health(Db db, DeepHealth deep, Json json, Metrics metrics, SiteGauges gauges) {
    this.db = db;
    this.deep = deep;
    this.json = json;
    this.metrics = metrics;
    this.gauges = gauges;
  }

  /** {@code /is_up}: the process answers; nothing else is touched. */
  public Response isUp(Request request) {
    return Response.text("text/plain", "I'm up");
  }

  /** {@code /health/live}: the same, for those who look for it here. */
  public Response isAlive(Request request) {
    return Response.text("text/plain", "alive");
  }

  /** {@code /health/ready}: the database takes a write; if not, the failure is a 503. */
  public Response isReady(Request request) {
    db.tx(heartbeat::beat);
    return Response.text("text/plain", "ready");
  }

  /** {@code /metrics}: everything that is counted, for Prometheus. */
  public Response metrics(Request request) {
    gauges.look();
    return Response.text("text/plain; version=0.0.4", metrics.text());
  }

  /** {@code /health}: each part by itself; 503 when people would notice. */
  public Response all(Request request) {
    DeepHealth.Report report = deep.look();
    return Response.json(json.text(report)).status(report.status().equals("down") ? 503 : 200);
  }
}
