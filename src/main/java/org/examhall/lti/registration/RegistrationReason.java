package org.examhall.lti.registration;

import org.examhall.kernel.fault.Kind;
import org.examhall.kernel.fault.Reason;

/** Why a platform that wants to register itself is refused, or refuses us. */
public enum RegistrationReason implements Reason {
  /** Unknown, used, expired, or somebody is using it right now; DR-01. */
  INVITE_UNUSABLE(Kind.FORBIDDEN, "registration.invite_unusable"),
  /** The address of the configuration is none that we may call; DR-02. */
  CONFIGURATION_ADDRESS(Kind.BAD_INPUT, "registration.configuration_address"),
  /** Nothing came back from the host {0}; DR-02. */
  NO_ANSWER(Kind.UNAVAILABLE, "registration.no_answer"),
  /** The host {0} is private, or has a certificate that is not its own; DR-02. */
  HOST_REFUSED(Kind.FORBIDDEN, "registration.host_refused"),
  /** The platform answered with status {0} and the words {1}; DR-05. */
  PLATFORM_REFUSED(Kind.CONFLICT, "registration.platform_refused"),
  /** What came is no configuration; DR-02. */
  CONFIGURATION_UNREADABLE(Kind.BAD_INPUT, "registration.configuration_unreadable"),
  /** The configuration's {0} is missing, or no address that we may call; DR-02. */
  ENDPOINT_UNUSABLE(Kind.BAD_INPUT, "registration.endpoint_unusable"),
  /** The issuer {0} is not the host that the configuration came from; DR-02. */
  ISSUER_ELSEWHERE(Kind.FORBIDDEN, "registration.issuer_elsewhere"),
  /** The platform took the registration and gave no client id; DR-04. */
  ANSWER_UNREADABLE(Kind.BAD_INPUT, "registration.answer_unreadable"),
  /**
   * The connection {0}, client id {1}, is in use, and only its administrator changes where; DR-06.
   */
  ADDRESSES_IN_USE(Kind.CONFLICT, "registration.addresses_in_use");

  private final Kind kind;
  private final String messageKey;

  RegistrationReason(Kind kind, String messageKey) {
    this.kind = kind;
    this.messageKey = messageKey;
  }

  @Override
  public Kind kind() {
    return kind;
  }

  @Override
  public String messageKey() {
    return messageKey;
  }
}
