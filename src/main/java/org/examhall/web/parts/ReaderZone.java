package org.examhall.web.parts;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.examhall.web.http.Request;

/** The zone that a reader's times are told in. */
public final class ReaderZone {
  private ReaderZone() {}

  /** The reader's own, as the page's script names it; UTC where none is named, or nobody's. */
  public static ZoneId of(Request request) {
    try {
      return request.parameter("zone").map(ZoneId::of).orElse(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return ZoneOffset.UTC; // the times are right in any
    }
  }

  /** How it is called. */
  public static String name(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }
}
