package org.examhall.lti.login;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.kernel.fault.Refused;
import org.examhall.lti.Fault13;
import org.examhall.lti.WebAddress;
import org.examhall.lti.oauth.Parameters;

/**
 * A platform's wish that somebody be launched; nothing of it is verified.
 *
 * <p>Hints are opaque and go back as they came. Source: Security Framework 1.1 section 5.1.1.1, LTI
 * 1.3 section 4.1.
 *
 * @param clientId absent: the platform has one registration with us, or so it thinks
 * @param storageTarget frame of the platform that keeps things for us; absent: none does
 */
public record LoginRequest(
    String issuer,
    String loginHint,
    String targetLinkUri,
    Optional<String> messageHint,
    Optional<String> deploymentId,
    Optional<String> clientId,
    Optional<String> storageTarget) {
  private static final List<String> DECISIVE =
      List.of(
          "iss",
          "login_hint",
          "target_link_uri",
          "lti_message_hint",
          "lti_deployment_id",
          "client_id");
  private static final List<String> STORAGE_NAMES =
      List.of("lti_storage_target", "ims_web_message_target", "web_message_target");

  /** What goes on percent-encoded, in a header: of 48 KB, which other headers need, too. */
  private static final int MOST_ENCODED = 40_000;

  /**
   * Reads the parameters of a GET or POST.
   *
   * <p>Errors: {@link Refused} with {@code LOGIN_PARAMETER_MISSING} or {@code
   * LOGIN_PARAMETER_REPEATED}, its detail the parameter's name; with {@code LOGIN_TOO_LONG} when no
   * redirect could hold it.
   */
  public static LoginRequest read(Parameters parameters) {
    for (String name : DECISIVE) {
      if (parameters.all(name).stream().distinct().count() > 1) {
        throw new Refused(Fault13.LOGIN_PARAMETER_REPEATED, name);
      }
    }
    LoginRequest login =
        new LoginRequest(
            required(parameters, "iss"),
            required(parameters, "login_hint"),
            required(parameters, "target_link_uri"),
            parameters.text("lti_message_hint"),
            parameters.text("lti_deployment_id"),
            parameters.text("client_id"),
            STORAGE_NAMES.stream().map(parameters::text).flatMap(Optional::stream).findFirst());
    if (login.query().length() > MOST_ENCODED) {
      throw new Refused(Fault13.LOGIN_TOO_LONG);
    }
    return login;
  }

  /** The same, of this client. */
  public LoginRequest of(String client) {
    return new LoginRequest(
        issuer,
        loginHint,
        targetLinkUri,
        messageHint,
        deploymentId,
        Optional.of(client),
        storageTarget);
  }

  /**
   * What starts the same login again in a window of its own: the parameters above, encoded; no
   * storage, as that window is in no frame.
   */
  public String query() {
    Map<String, String> sent = new LinkedHashMap<>();
    sent.put("iss", issuer);
    sent.put("login_hint", loginHint);
    sent.put("target_link_uri", targetLinkUri);
    messageHint.ifPresent(hint -> sent.put("lti_message_hint", hint));
    deploymentId.ifPresent(id -> sent.put("lti_deployment_id", id));
    clientId.ifPresent(id -> sent.put("client_id", id));
    return WebAddress.query(sent);
  }

  private static String required(Parameters parameters, String name) {
    return parameters
        .text(name)
        .orElseThrow(() -> new Refused(Fault13.LOGIN_PARAMETER_MISSING, name));
  }
}
