package org.examhall.core.user;

/** What somebody with a local login may do. */
public enum StaffRole {
  /** Everything. */
  ADMINISTRATOR,
  /** Look at everything, and change nothing but their own account. */
  SUPPORT
}
