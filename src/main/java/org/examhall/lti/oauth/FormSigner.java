package org.examhall.lti.oauth;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Signs forms that a browser carries to a platform.
 *
 * <p>Time and nonce are used up by the first post. Threads: any, if the id source is. Source: RFC
 * 5849 section 3.5.2.
 */
public final class FormSigner {
  private final Clock clock;
  private final Supplier<String> freshIds;

  /** By this clock; {@code freshIds} gives an unguessable text each time, for nonces. */
  public FormSigner(Clock clock, Supplier<String> freshIds) {
    this.clock = clock;
    this.freshIds = freshIds;
  }

  /**
   * The form with these fields, signed over those of the address's query as well.
   *
   * <p>Errors: {@code Refused} when {@code action} can't be signed.
   */
  public SignedForm sign(FormKey key, String action, List<Parameter> fields) {
    PublicUrl url = PublicUrl.parse(action);
    List<Parameter> all = new ArrayList<>(fields);
    all.add(new Parameter("oauth_callback", "about:blank"));
    all.add(new Parameter("oauth_consumer_key", key.consumerKey()));
    all.add(new Parameter("oauth_nonce", freshIds.get()));
    all.add(new Parameter("oauth_signature_method", key.method().wireName()));
    all.add(new Parameter("oauth_timestamp", Long.toString(clock.instant().getEpochSecond())));
    all.add(new Parameter("oauth_version", "1.0"));
    Parameters query = url.rawQuery().map(FormParser.ofLaunches()::parse).orElse(Parameters.NONE);
    Signable signable = new Signable("POST", url, query.plus(Parameters.of(all)));
    all.add(new Parameter("oauth_signature", signable.sign(key.method(), key.secret())));
    return new SignedForm(action, List.copyOf(all));
  }
}
