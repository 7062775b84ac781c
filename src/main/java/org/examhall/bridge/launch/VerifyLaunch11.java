package org.examhall.bridge.launch;

import org.examhall.kernel.fault.Refused;
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
  private final OAuthVerifier verifier;
  private final KeepRefusal keep;

  /** Asks {@code verifier}, and has refusals kept by {@code keep}. */
  public VerifyLaunch11(OAuthVerifier verifier, KeepRefusal keep) {
    this.verifier = verifier;
    this.keep = keep;
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
      Refused refused = new Refused(rejected.fault());
      keep.run(reference, address, refused, rejected.diagnosis());
      throw refused;
    }
    return (Verified) verification;
  }
}
