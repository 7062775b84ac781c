package org.examhall.demo.lms.lti;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.examhall.demo.lms.lti.OAuth.Parameter;

/** Signs the form of a launch. Source: LTI 1.1 section 4.2. */
public final class LaunchSigner {
  private LaunchSigner() {}

  /**
   * Adds what OAuth needs, then the signature.
   *
   * @param parameters unsigned; those whose names start with {@code oauth_} replace the usual ones
   */
  public static SignedLaunch sign(
      Tool tool, OAuth.Method method, Instant now, Map<String, String> parameters) {
    List<Parameter> fields = new ArrayList<>();
    add(fields, parameters, "oauth_version", "1.0");
    add(fields, parameters, "oauth_nonce", UUID.randomUUID().toString().replace("-", ""));
    add(fields, parameters, "oauth_timestamp", Long.toString(now.getEpochSecond()));
    add(fields, parameters, "oauth_consumer_key", tool.key());
    add(fields, parameters, "oauth_callback", "about:blank");
    add(fields, parameters, "oauth_signature_method", method.label());
    parameters.forEach(
        (name, value) -> {
          if (fields.stream().noneMatch(field -> field.name().equals(name))) {
            fields.add(Parameter.of(name, value));
          }
        });
    URI url = tool.launchUrl();
    String signature = OAuth.sign(method, "POST", url, fields, tool.secret());
    fields.add(Parameter.of("oauth_signature", signature));
    return new SignedLaunch(url, List.copyOf(fields));
  }

  private static void add(
      List<Parameter> fields, Map<String, String> given, String name, String usual) {
    fields.add(Parameter.of(name, given.getOrDefault(name, usual)));
  }
}
