package org.examhall.core.user;

import org.examhall.kernel.fault.Kind;
import org.examhall.kernel.fault.Reason;

/** Why an account or a sign-in is refused. */
public enum UserReason implements Reason {
  /** Name, password or code is wrong; which of them is not told. */
  WRONG_LOGIN(Kind.FORBIDDEN, "user.wrong_login"),
  /** Too many wrong tries for this account or from this address; {0} minutes to wait. */
  TOO_MANY_TRIES(Kind.TOO_MANY, "user.too_many_tries"),
  /** The setup code is wrong, used up, or an administrator exists already. */
  WRONG_CODE(Kind.FORBIDDEN, "user.wrong_code"),
  /** The link was used, is too old, or never was. */
  LINK_SPENT(Kind.NOT_FOUND, "user.link_spent"),
  /** What was typed is not the password of who is signed in. */
  WRONG_PASSWORD(Kind.BAD_INPUT, "user.wrong_password"),
  /** What was typed is not the code that the app shows. */
  WRONG_TIME_CODE(Kind.BAD_INPUT, "user.wrong_time_code"),
  /** Nobody could administer the site any more. */
  LAST_ADMINISTRATOR(Kind.CONFLICT, "user.last_administrator"),
  /** Another account has this name: {0}. */
  NAME_TAKEN(Kind.CONFLICT, "user.name_taken"),
  /** A name of other characters, or too long. */
  BAD_NAME(Kind.BAD_INPUT, "user.bad_name"),
  /** A password shorter than {0} characters or longer than {1}. */
  BAD_PASSWORD(Kind.BAD_INPUT, "user.bad_password");

  private final Kind kind;
  private final String messageKey;

  UserReason(Kind kind, String messageKey) {
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
