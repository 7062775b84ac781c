package org.examhall.lti.oauth;

import java.util.Locale;
import java.util.Optional;
import org.examhall.kernel.fault.Refused;
import org.examhall.lti.Fault;

/**
 * A form POST as it came, read but not yet believed.
 *
 * @param query parameters of the URL
 * @param body parameters of the form
 * @param header parameters of an {@code Authorization: OAuth} header
 */
public record SignedRequest(
    String httpMethod, PublicUrl url, Parameters query, Parameters body, Parameters header) {

  /**
   * Reads a POST.
   *
   * <p>Errors: {@link Refused} when it is no form, malformed or too large.
   *
   * @param contentType the header's value; empty when it did not come
   * @param authorization the {@code Authorization} header, of any scheme
   */
  public static SignedRequest post(
      PublicUrl url,
      Optional<String> contentType,
      Optional<String> authorization,
      byte[] body,
      FormParser forms) {
    if (!isForm(contentType)) {
      throw new Refused(Fault.NOT_A_FORM);
    }
    return new SignedRequest(
        "POST",
        url,
        url.rawQuery().map(forms::parse).orElse(Parameters.NONE),
        forms.parse(body),
        authorization.map(a -> AuthorizationHeader.parse(a, forms)).orElse(Parameters.NONE));
  }

  /** Everything the sender signed, taken literally (RFC 5849 section 3.4.1.3.1). */
  Signable literally() {
    return new Signable(httpMethod, url, query.plus(body).plus(header));
  }

  /**
   * The same with a pair that is in both query and body counted once; empty when there is none.
   *
   * <p>Canvas copies the query into the body of an LTI 1.1 launch and signs it once, unless the
   * tool's configuration says {@code oauth_compliant}.
   */
  Optional<Signable> withQueryCopiedToBody() {
    Parameters rest = bodyWithoutQuery();
    return rest.size() == body.size()
        ? Optional.empty()
        : Optional.of(new Signable(httpMethod, url, query.plus(rest).plus(header)));
  }

  /** The form without the copy of the query that Canvas puts there. */
  Parameters bodyWithoutQuery() {
    return body.minusOncePerEqual(query);
  }

  private static boolean isForm(Optional<String> contentType) {
    return contentType
        .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
        .filter("application/x-www-form-urlencoded"::equals)
        .isPresent();
  }
}
