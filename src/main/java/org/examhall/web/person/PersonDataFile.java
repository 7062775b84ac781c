package org.examhall.web.person;

import java.util.Map;
import org.examhall.core.report.PersonData;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AuditAction;
import org.examhall.core.user.AuditLog;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.web.http.HttpReason;
import org.examhall.web.http.Response;

/** A file of all that is kept about a person. */
public final class PersonDataFile {
  private final Db pages;
  private final Db reports;
  private final PersonData data;
  private final AuditLog audit;

  /** Reads in {@code reports}, and writes that it did in {@code pages}. */
  public PersonDataFile(Db pages, Db reports, PersonData data, AuditLog audit) {
    this.pages = pages;
    this.reports = reports;
    this.data = data;
    this.audit = audit;
  }

  /** The file; that {@code actor} took it is in the log before it leaves. */
  public Response take(Actor actor, long person) {
    String json =
        reports
            .tx(tx -> data.json(tx, person))
            .orElseThrow(() -> new Refused(HttpReason.NOT_FOUND));
    pages.run(
        tx -> audit.add(tx, actor, AuditAction.PERSON_DATA_TAKEN, "person:" + person, Map.of()));
    return Response.json(json)
        .header("Content-Disposition", "attachment; filename=\"person-" + person + ".json\"");
  }
}
