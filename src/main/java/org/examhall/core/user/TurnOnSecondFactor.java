package org.examhall.core.user;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.examhall.kernel.crypto.TimeCodes;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Tx;

/** Has an account ask for codes of an authenticator app, once it has shown that the app works. */
public final class TurnOnSecondFactor {
  private static final int RECOVERY_CODES = 10;

  private final SecondFactors factors;
  private final TimeCodes codes;
  private final AuditLog audit;

  /** Works on these tables. */
  public TurnOnSecondFactor(SecondFactors factors, TimeCodes codes, AuditLog audit) {
    this.factors = factors;
    this.codes = codes;
    this.audit = audit;
  }

  /** Recovery codes, to be shown once; refused when {@code code} is not one of the secret's. */
  public List<String> run(Tx tx, Actor actor, StaffAccount account, String secret, String code) {
    List<String> recovery = Stream.generate(codes::freshSpare).limit(RECOVERY_CODES).toList();
    if (!factors.save(tx, account.id(), secret, code, recovery)) {
      throw new Refused(UserReason.WRONG_TIME_CODE);
    }
    audit.add(tx, actor, AuditAction.STAFF_SECOND_FACTOR_ADDED, account.name(), Map.of());
    return recovery;
  }
}
