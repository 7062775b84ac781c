package org.examhall.demo.lms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.examhall.demo.lms.http.Call;
import org.examhall.demo.lms.http.HttpProblem;
import org.examhall.demo.lms.http.Reply;
import org.examhall.demo.lms.lti13.AuthRequest;
import org.examhall.demo.lms.lti13.Message;
import org.examhall.demo.lms.lti13.Quirk;
import org.examhall.demo.lms.lti13.Refused;
import org.examhall.demo.lms.lti13.Registration;
import org.examhall.demo.lms.lti13.Scope;

/**
 * The platform as OpenID provider: where it is, what its keys are, and who is coming.
 *
 * <p>Source: LTI Security Framework 1.1 section 5.1.1, LTI Dynamic Registration 1.0 section 2.1.
 */
final class LoginService {
  static final String PLATFORM_CONFIGURATION =
      "https://purl.imsglobal.org/spec/lti-platform-configuration";

  private final Platform platform;
  private final Templates templates;

  LoginService(Platform platform, Templates templates) {
    this.platform = platform;
    this.templates = templates;
  }

  /** The public keys. */
  Reply keys(Call call) {
    String keys = platform.keys().keySet(!platform.has(Quirk.KEYS_WITHOUT_ALG));
    platform.keep(); // the first request makes the first key
    Reply reply = Reply.text(200, "application/json", keys);
    return platform.has(Quirk.KEYS_NO_STORE) ? reply : reply.with("Cache-Control", "max-age=3600");
  }

  /** What a tool needs to know to register. */
  Map<String, Object> configuration() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("issuer", platform.issuer());
    all.put("authorization_endpoint", platform.at("/lti13/auth").toString());
    all.put("token_endpoint", platform.at("/lti13/token").toString());
    if (platform.has(Quirk.TOKEN_AUDIENCE_OTHER)) {
      all.put("authorization_server", platform.audience());
    }
    all.put("token_endpoint_auth_methods_supported", List.of("private_key_jwt"));
    all.put("token_endpoint_auth_signing_alg_values_supported", List.of("RS256", "ES256"));
    all.put("jwks_uri", platform.at("/lti13/keys").toString());
    all.put("registration_endpoint", platform.at("/lti13/register").toString());
    all.put("scopes_supported", scopes());
    all.put("response_types_supported", List.of("id_token"));
    all.put("subject_types_supported", List.of("public"));
    all.put("id_token_signing_alg_values_supported", List.of("RS256"));
    all.put(
        "claims_supported",
        List.of("sub", "iss", "name", "given_name", "family_name", "email", "locale"));
    all.put(PLATFORM_CONFIGURATION, platformConfiguration());
    return all;
  }

  /** Says who is coming, or why nobody is. */
  Reply authorize(Call call) {
    Map<String, String> parameters = call.method().equals("POST") ? call.form() : call.query();
    try {
      return page(answer(parameters));
    } catch (Refused refused) {
      throw new HttpProblem(refused.status(), refused.why());
    }
  }

  /**
   * The form that goes to the tool.
   *
   * @throws Refused when the tool is not to hear of it
   */
  Form answer(Map<String, String> parameters) {
    Registration tool = platform.tool();
    AuthRequest request = AuthRequest.of(parameters, tool);
    try {
      AuthRequest.check(parameters, tool);
      Launch13 launch = launch(request);
      return launch.answer(request.redirectUri(), request.nonce(), request.state());
    } catch (Refused refused) {
      if (refused.error().isEmpty()) {
        throw refused;
      }
      return error(request, refused);
    }
  }

  private Launch13 launch(AuthRequest request) {
    Launch13 launch =
        platform
            .logins()
            .take(request.messageHint())
            .orElseThrow(() -> new Refused(400, "", "Invalid request: there is no such launch."));
    Refused.unless(
        launch.isFor(request), 400, "access_denied", "login_hint is not who is logged in");
    return launch;
  }

  private static Form error(AuthRequest request, Refused refused) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("error", refused.error());
    fields.put("error_description", refused.why());
    fields.put("state", request.state());
    return Form.of("post", request.redirectUri(), fields);
  }

  private Reply page(Form form) {
    return templates.page("post", form);
  }

  private List<String> scopes() {
    return Scope.ALL.stream()
        .filter(scope -> !platform.has(Quirk.LINE_ITEM_READONLY) || !scope.equals(Scope.LINE_ITEM))
        .filter(scope -> !platform.has(Quirk.GROUPS_UNTOLD) || !scope.equals(Scope.GROUPS))
        .toList();
  }

  private Map<String, Object> platformConfiguration() {
    return Map.of(
        "product_family_code",
        platform.personality().family(),
        "version",
        "1",
        "messages_supported",
        List.of(
            Map.of("type", Message.RESOURCE_LINK),
            Map.of("type", Message.DEEP_LINKING, "placements", List.of("ContentArea"))),
        "variables",
        List.of("ResourceLink.id", "Context.id", "Person.address.timezone"));
  }
}
