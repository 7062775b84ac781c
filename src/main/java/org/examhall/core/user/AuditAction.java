package org.examhall.core.user;

import java.util.Optional;
import java.util.stream.Stream;

/** What the log tells of. Threads: any. */
public enum AuditAction {
  BACKUP_RESTORED("backup.restored"),
  BACKUP_TAKEN("backup.taken"),
  CLOCK_CONFIRMED("clock.confirmed"),
  CARTRIDGE_CHANGED("cartridge.changed"),
  CONSUMER_ADDED("consumer.added"),
  CONSUMER_CERTIFICATE_REMOVED("consumer.certificate_removed"),
  CONSUMER_CERTIFICATE_SET("consumer.certificate_set"),
  CONSUMER_CHECKS_CHANGED("consumer.checks_changed"),
  CONSUMER_DELETED("consumer.deleted"),
  CONSUMER_DISABLED("consumer.disabled"),
  CONSUMER_EARLIER_IDS("consumer.earlier_ids"),
  CONSUMER_ENABLED("consumer.enabled"),
  CONSUMER_GRADES_AT_ONCE("consumer.grades_at_once"),
  CONSUMER_OUTCOME_ADDRESS_REMOVED("consumer.outcome_address_removed"),
  CONSUMER_OUTCOME_ADDRESS_SET("consumer.outcome_address_set"),
  CONSUMER_RESTORED("consumer.restored"),
  CONSUMER_SECRET_RENEWED("consumer.secret_renewed"),
  CONTEXT_DELETED("context.deleted"),
  CONTEXT_RESTORED("context.restored"),
  DEPLOYMENT_ACCEPTED("deployment.accepted"),
  GRADES_RESENT("grades.resent"),
  INVITE_MADE("invite.made"),
  INVITE_WITHDRAWN("invite.withdrawn"),
  PERIOD_ADDED("period.added"),
  PERIOD_CHANGED("period.changed"),
  PERIOD_REMOVED("period.removed"),
  PERSON_DATA_TAKEN("person.data_taken"),
  PERSON_ERASED("person.erased"),
  REGISTRATION_ADDED("registration.added"),
  REGISTRATION_CHANGED("registration.changed"),
  REGISTRATION_JOINED("registration.joined"),
  REGISTRATION_TESTED("registration.tested"),
  RESOURCE_LOOKED_AT("resource.looked_at"),
  RETENTION_COURSE_CLEARED("retention.course_cleared"),
  RETENTION_TURNED_OFF("retention.turned_off"),
  RETENTION_TURNED_ON("retention.turned_on"),
  RETENTION_WORK_REMOVED("retention.work_removed"),
  SECRETS_ROTATED("secrets.rotated"),
  STAFF_ADDED("staff.added"),
  STAFF_DISABLED("staff.disabled"),
  STAFF_ENABLED("staff.enabled"),
  STAFF_LINK_MADE("staff.link_made"),
  STAFF_LOCKED("staff.locked"),
  STAFF_PASSWORD_CHANGED("staff.password_changed"),
  STAFF_ROLE_CHANGED("staff.role_changed"),
  STAFF_SECOND_FACTOR_ADDED("staff.second_factor_added"),
  STAFF_SECOND_FACTOR_REMOVED("staff.second_factor_removed"),
  STAFF_SIGN_IN_FAILED("staff.sign_in_failed"),
  STAFF_SIGNED_IN("staff.signed_in"),
  TOOL_KEY_REVOKED("tool_key.revoked"),
  TOOL_KEY_ROTATED("tool_key.rotated");

  private final String code;

  AuditAction(String code) {
    this.code = code;
  }

  /** How the log names it. */
  public String code() {
    return code;
  }

  /** Key of the words for people. */
  public String messageKey() {
    return "audit.did." + code;
  }

  /** The one of this code; empty for what a later or an earlier version wrote. */
  public static Optional<AuditAction> of(String code) {
    return Stream.of(values()).filter(action -> action.code.equals(code)).findFirst();
  }
}
