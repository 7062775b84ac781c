package org.examhall.demo.lms.lti;

import java.net.URI;
import java.util.List;
import org.examhall.demo.lms.lti.OAuth.Parameter;

/**
 * A launch that only needs to be posted.
 *
 * @param url where to
 * @param fields the form, in order
 */
public record SignedLaunch(URI url, List<Parameter> fields) {
  /** The value of a field that is there. */
  public String value(String name) {
    return fields.stream()
        .filter(field -> field.name().equals(name))
        .map(Parameter::value)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the launch has no " + name));
  }

  /** The form as the browser would send it. */
  public String formEncoded() {
    StringBuilder form = new StringBuilder();
    for (Parameter field : fields) {
      form.append(form.isEmpty() ? "" : "&");
      form.append(OAuth.encode(field.name())).append('=').append(OAuth.encode(field.value()));
    }
    return form.toString();
  }
}
