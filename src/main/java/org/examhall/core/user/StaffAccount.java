package org.examhall.core.user;

import org.examhall.kernel.sql.Row;

/** Somebody with a local login to the administration. */
public record StaffAccount(long id, String username, StaffRole role) {
  /** How the log names the account. */
  public String name() {
    return "staff:" + id;
  }

  /** Whether it may change anything but itself. */
  public boolean changes() {
    return role == StaffRole.ADMINISTRATOR;
  }

  /** Who does something from there. */
  public Actor at(String address) {
    return new Actor(name(), address);
  }

  static StaffAccount read(Row row) {
    return new StaffAccount(
        row.longAt("id"), row.text("username"), row.constant("role", StaffRole.class));
  }
}
