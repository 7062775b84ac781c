package org.examhall.lti.outcome;

import java.net.URI;
import java.util.Map;

/**
 * A signed request, ready to be sent once by POST.
 *
 * <p>Send exactly these bytes and these headers, follow no redirect, and build a new one for each
 * further try: time and nonce are used up. The client adds its own {@code User-Agent}.
 *
 * @param headers {@code Authorization} and {@code Content-Type}
 * @param messageId the answer refers to it
 */
public record OutcomeRequest(
    Operation operation, URI uri, Map<String, String> headers, byte[] body, String messageId) {
  /** Not the content: it is personal. */
  @Override
  public String toString() {
    return operation + " " + messageId;
  }
}
