package org.examhall.core.user;

import org.examhall.kernel.sql.Row;

/** A site administrator with a local login. */
public record StaffAccount(long id, String username) {
  /** How the audit log names who did something. */
  public String actor() {
    return "staff:" + id;
  }

  static StaffAccount read(Row row) {
    return new StaffAccount(row.longAt("id"), row.text("username"));
  }
}
