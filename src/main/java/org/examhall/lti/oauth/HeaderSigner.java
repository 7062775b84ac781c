package org.examhall.lti.oauth;

import oauth.signpost.http.HttpParameters;
import oauth.signpost.signature.AuthorizationHeaderSigningStrategy;

/**
 * Signs our own calls in their {@code Authorization} header.
 *
 * <p>Signpost's consumer class would choose nonce and time itself (from {@code java.util.Random}
 * and the wall clock); its header writer is used as it is. Threads: any.
 */
public final class HeaderSigner {
  private final SignatureMethod method;
  private final String secret;

  /** Signs by this method with this secret. */
  public HeaderSigner(SignatureMethod method, String secret) {
    this.method = method;
    this.secret = secret;
  }

  /**
   * The header's value, {@code OAuth …}.
   *
   * @param protocol the {@code oauth_*} parameters but the signature; signed with those of the URL
   */
  public String header(String httpMethod, PublicUrl url, Parameters protocol) {
    Parameters query = url.rawQuery().map(FormParser.ofLaunches()::parse).orElse(Parameters.NONE);
    String signature = new Signable(httpMethod, url, query.plus(protocol)).sign(method, secret);
    HttpParameters written = new HttpParameters();
    protocol.forEach(parameter -> written.put(parameter.name(), parameter.value(), true));
    return new AuthorizationHeaderSigningStrategy()
        .writeSignature(signature, new SignpostRequest(httpMethod, url.baseUri()), written);
  }
}
