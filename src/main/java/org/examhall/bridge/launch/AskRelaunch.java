package org.examhall.bridge.launch;

import java.time.Duration;
import java.util.List;
import org.examhall.core.consumer.Lti11Key;
import org.examhall.core.context.Relaunches;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.sql.Tx;
import org.examhall.lti.launch.Relaunch11;
import org.examhall.lti.oauth.FormKey;
import org.examhall.lti.oauth.FormSigner;
import org.examhall.lti.oauth.Parameter;
import org.examhall.lti.oauth.SignatureMethod;

/** Has an LMS repeat a launch from the browser that is here now. Source: LTI 1.1.2; L112-1. */
public final class AskRelaunch {
  /** How long the LMS may take; people may have to confirm something there. */
  public static final Duration LIFETIME = Duration.ofMinutes(10);

  private final Relaunches relaunches;
  private final FormSigner signer;
  private final Tokens tokens;

  /** Remembers in {@code relaunches}; the form is signed by {@code signer}. */
  public AskRelaunch(Relaunches relaunches, FormSigner signer, Tokens tokens) {
    this.relaunches = relaunches;
    this.signer = signer;
    this.tokens = tokens;
  }

  /** The form to post; {@code key} is the one that signed the launch. */
  public AskedRelaunch run(Tx tx, Lti11Key key, Relaunch11 asked) {
    String state = tokens.fresh();
    String browser = tokens.fresh();
    relaunches.add(
        tx,
        new Relaunches.Key(
            key.id(), tokens.hash(state), tokens.hash(asked.platformState()), tokens.hash(browser)),
        LIFETIME);
    SignatureMethod method = SignatureMethod.valueOf(key.minimumMethod().replace('-', '_'));
    List<Parameter> fields =
        List.of(
            new Parameter("tool_state", state),
            new Parameter("platform_state", asked.platformState()));
    return new AskedRelaunch(
        signer.sign(new FormKey(key.key(), key.secret(), method), asked.url(), fields),
        state,
        browser);
  }
}
