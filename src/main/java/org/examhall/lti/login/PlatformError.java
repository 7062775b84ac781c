package org.examhall.lti.login;

import java.util.Optional;
import org.examhall.kernel.fault.Refused;
import org.examhall.lti.Fault13;
import org.examhall.lti.oauth.Parameters;

/**
 * What a platform posts in place of a token when it launches nobody; not verified, so plain text
 * for the reader and nothing else.
 *
 * <p>Source: OpenID Connect Core section 3.1.2.6.
 *
 * @param code as in {@code login_required}; cut after 100 characters
 * @param description cut after 500
 */
public record PlatformError(String code, Optional<String> description) {
  private static final int LONGEST_CODE = 100;
  private static final int LONGEST_DESCRIPTION = 500;

  /** Empty when the post reports no error. */
  public static Optional<PlatformError> read(Parameters parameters) {
    return parameters
        .text("error")
        .map(
            code ->
                new PlatformError(
                    cut(code, LONGEST_CODE),
                    parameters
                        .text("error_description")
                        .map(text -> cut(text, LONGEST_DESCRIPTION))));
  }

  /** The refusal that shows it. */
  public Refused refused() {
    return new Refused(
        Fault13.PLATFORM_ERROR, description.map(text -> code + ": " + text).orElse(code));
  }

  private static String cut(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most));
  }
}
