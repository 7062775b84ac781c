package org.examhall.lti.oauth;

import java.util.Locale;
import oauth.signpost.exception.OAuthMessageSignerException;
import oauth.signpost.signature.OAuthMessageSigner;
import oauth.signpost.signature.SignatureBaseString;

/**
 * What an OAuth signature covers: method, address and every parameter.
 *
 * <p>Source: RFC 5849 section 3.4; the base string and the HMAC are signpost's. Threads: any,
 * immutable.
 */
public final class Signable {
  private final SignpostRequest request;
  private final Parameters parameters;
  private final NormalForm normalForm;

  /**
   * Of a request.
   *
   * @param parameters all of query, body and header; {@code oauth_signature} among them is left out
   */
  public Signable(String httpMethod, PublicUrl url, Parameters parameters) {
    this(
        new SignpostRequest(httpMethod.toUpperCase(Locale.ROOT), url.baseUri()),
        parameters,
        NormalForm.of(parameters.without("oauth_signature")));
  }

  private Signable(SignpostRequest request, Parameters parameters, NormalForm normalForm) {
    this.request = request;
    this.parameters = parameters;
    this.normalForm = normalForm;
  }

  /** The same sent to another address; encodes and sorts nothing again. */
  Signable at(PublicUrl other) {
    return new Signable(
        new SignpostRequest(request.method(), other.baseUri()), parameters, normalForm);
  }

  /** All parameters, in the order they came. */
  Parameters parameters() {
    return parameters;
  }

  /** The signature base string; it holds personal data but no secret. */
  public String baseString() {
    try {
      return new SignatureBaseString(request, normalForm).generate();
    } catch (OAuthMessageSignerException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The {@code oauth_signature}: base64, standard alphabet, padded. */
  public String sign(SignatureMethod method, String consumerSecret) {
    return sign(method, consumerSecret, "");
  }

  /** LTI has no tokens; the published OAuth examples do. */
  String sign(SignatureMethod method, String consumerSecret, String tokenSecret) {
    OAuthMessageSigner signer = method.signer();
    signer.setConsumerSecret(consumerSecret);
    signer.setTokenSecret(tokenSecret);
    try {
      return signer.sign(request, normalForm);
    } catch (OAuthMessageSignerException e) {
      throw new IllegalStateException(e);
    }
  }
}
