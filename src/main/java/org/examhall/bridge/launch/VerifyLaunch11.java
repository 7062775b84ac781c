package org.examhall.bridge.launch;

import java.time.Clock;
import org.examhall.core.consumer.LaunchRefusal;
import org.examhall.core.consumer.LaunchRefusals;
import org.examhall.core.user.SourceAddress;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.lti.oauth.Diagnosis;
import org.examhall.lti.oauth.Hint;
import org.examhall.lti.oauth.OAuthVerifier;
import org.examhall.lti.oauth.SignedRequest;
import org.examhall.lti.oauth.Verification;
import org.examhall.lti.oauth.Verified;

/**
 * Lets a genuine, fresh, new message through and keeps for the admin why any other was refused.
 *
 * <p>Errors: {@link Refused} with an LTI fault, whose words tell the sender nothing.
 */
public final class VerifyLaunch11 {
  private final Db db;
  private final OAuthVerifier verifier;
  private final LaunchRefusals refusals;
  private final Clock clock;

  /** Keeps refusals in {@code db}, timed by {@code clock}. */
  public VerifyLaunch11(Db db, OAuthVerifier verifier, LaunchRefusals refusals, Clock clock) {
    this.db = db;
    this.verifier = verifier;
    this.refusals = refusals;
    this.clock = clock;
  }

  /**
   * The verified message.
   *
   * @param reference what the person will see if it is refused
   * @param address of the browser
   */
  public Verified run(SignedRequest request, String reference, String address) {
    Verification verification = verifier.verify(request);
    if (verification instanceof Verification.Rejected rejected) {
      LaunchRefusal refusal = refusal(rejected, reference, address);
      db.run(tx -> refusals.add(tx, refusal));
      throw new Refused(rejected.fault());
    }
    return (Verified) verification;
  }

  private LaunchRefusal refusal(Verification.Rejected rejected, String reference, String address) {
    Diagnosis diagnosis = rejected.diagnosis();
    return new LaunchRefusal(
        clock.instant(),
        reference,
        SourceAddress.group(address),
        rejected.fault().name(),
        rejected.fault().clause(),
        diagnosis.consumerKey(),
        diagnosis.url(),
        diagnosis.baseString(),
        diagnosis.clockAheadSeconds().stream().boxed().findFirst(),
        diagnosis.hints().stream().map(Hint::toString).toList());
  }
}
