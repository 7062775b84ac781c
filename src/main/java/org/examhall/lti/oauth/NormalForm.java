package org.examhall.lti.oauth;

import java.util.Set;
import java.util.stream.Collectors;
import oauth.signpost.http.HttpParameters;

/**
 * Parameters in the normal form of RFC 5849 section 3.4.1.3.2, as the one piece that signpost asks
 * for.
 *
 * <p>Signpost's own collection keeps a sorted set of values per name and so loses a pair that is
 * sent twice, and it never signs a body parameter called {@code realm}. {@code SignatureBaseString}
 * reads a collection through these two methods only.
 */
final class NormalForm extends HttpParameters {
  private static final long serialVersionUID = 1L;
  private static final String WHOLE = "whole";

  private final String text;

  private NormalForm(String text) {
    this.text = text;
  }

  static NormalForm of(Parameters parameters) {
    return new NormalForm(
        parameters.stream()
            .map(Parameter::encoded)
            .sorted(Parameter.NORMAL_ORDER)
            .map(Parameter.Encoded::pair)
            .collect(Collectors.joining("&")));
  }

  @Override
  public Set<String> keySet() {
    return Set.of(WHOLE);
  }

  @Override
  public String getAsQueryString(Object key, boolean percentEncode) {
    return text;
  }
}
