package org.examhall.bridge.selection;

import java.util.List;
import org.examhall.kernel.fault.Refused;
import org.examhall.lti.WebAddress;

/**
 * What carries a choice back to the platform: a form for the browser to post, or, where the
 * platform asked in the older way, an address to go to.
 *
 * @param url the platform's, absolute; it may hold a session key of the platform
 * @param fields in order; none where the address says it all
 */
public record SelectionAnswer(String url, List<Field> fields) {
  /** One that carries a signed answer of deep linking. */
  static SelectionAnswer deepLink(WebAddress returnUrl, String jwt) {
    return new SelectionAnswer(returnUrl.plain(), List.of(new Field("JWT", jwt)));
  }

  /** One hidden field. */
  public record Field(String name, String value) {}

  /** Whether it is a form. */
  public boolean isForm() {
    return !fields.isEmpty();
  }

  /** Scheme, host and port of the platform's address. */
  public String origin() {
    return WebAddress.parse(url)
        .flatMap(WebAddress::origin)
        .orElseThrow(() -> new Refused(AnswerReason.NO_WAY_BACK));
  }

  /** Not the content: it is signed, and the address may hold a session key. */
  @Override
  public String toString() {
    return "selection answer";
  }
}
