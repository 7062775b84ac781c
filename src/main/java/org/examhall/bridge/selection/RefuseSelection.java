package org.examhall.bridge.selection;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.Optional;
import org.examhall.bridge.launch.OwnKeys;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.lti.deeplink.ChosenItems;
import org.examhall.lti.deeplink.DeepLinkResponse;
import org.examhall.lti.deeplink.SelectionToRefuse;
import org.examhall.lti.jose.VerifiedToken;

/**
 * Tells a platform that nothing comes of a selection that it asked for, since its launch was
 * refused. Source: Deep Linking 2.0 section 4.5, {@code errormsg} and {@code errorlog}.
 */
public final class RefuseSelection {
  private final OwnKeys keys;
  private final Tokens tokens;
  private final Clock clock;

  /** Signs with {@code keys}. */
  public RefuseSelection(OwnKeys keys, Tokens tokens, Clock clock) {
    this.keys = keys;
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * The answer; empty when the launch asked for no selection, or not where to answer.
   *
   * @param words for the person
   * @param log for the platform's log
   */
  public Optional<SelectionAnswer> run(VerifiedToken token, String words, String log) {
    return SelectionToRefuse.of(token).map(asked -> answer(asked, words, log));
  }

  private SelectionAnswer answer(SelectionToRefuse asked, String words, String log) {
    JsonNode claims =
        asked
            .response()
            .claims(
                ChosenItems.none(),
                DeepLinkResponse.Words.error(words, log),
                clock.instant(),
                tokens.fresh());
    return SelectionAnswer.deepLink(asked.returnUrl(), keys.sign(claims));
  }
}
