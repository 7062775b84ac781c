package org.examhall.demo.lms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.examhall.demo.lms.http.Call;
import org.examhall.demo.lms.http.Reply;
import org.examhall.demo.lms.lti13.MediaType;
import org.examhall.demo.lms.lti13.Quirk;
import org.examhall.demo.lms.lti13.Refused;
import org.examhall.demo.lms.lti13.Registration;

/**
 * Lets tools register themselves, once per invitation. Source: LTI Dynamic Registration 1.0.
 *
 * <p>Threads: any.
 */
final class RegistrationService {
  private static final Duration VALID = Duration.ofHours(1);

  private final Platform platform;
  private final LoginService login;
  private final Map<String, Instant> invitations = new ConcurrentHashMap<>();

  RegistrationService(Platform platform, LoginService login) {
    this.platform = platform;
    this.login = login;
  }

  /** The tool's page with all that it needs to register. */
  String begin(URI page) {
    StringBuilder url = new StringBuilder(page.toString());
    url.append(page.getRawQuery() == null ? '?' : '&').append("openid_configuration=");
    url.append(encode(platform.at("/.well-known/openid-configuration").toString()));
    if (!platform.has(Quirk.REGISTRATION_WITHOUT_TOKEN)) {
      url.append("&registration_token=").append(encode(invite()));
    }
    return url.toString();
  }

  /** A token that works for one registration. */
  String invite() {
    String token = UUID.randomUUID().toString();
    invitations.put(token, platform.clock().instant().plus(VALID));
    return token;
  }

  Reply configuration(Call call) {
    return answered(
        () -> {
          if (platform.has(Quirk.REGISTRATION_TOKEN_FOR_CONFIGURATION)) {
            checkToken(token(call));
          }
          return Answer.json(200, MediaType.JSON, login.configuration());
        });
  }

  Reply register(Call call) {
    return answered(() -> register(token(call), Accepted.body(call, MediaType.JSON)));
  }

  private Answer register(String token, JsonNode wanted) {
    boolean open = platform.has(Quirk.REGISTRATION_WITHOUT_TOKEN);
    if (!open) {
      checkToken(token);
    }
    boolean first = platform.has(Quirk.REGISTRATION_FIRST_MESSAGE);
    String client = "client-" + UUID.randomUUID();
    Registration tool = ToolMetadata.read(wanted, client, first);
    boolean unspent = open || invitations.remove(token) != null;
    Refused.unless(unspent, 401, "invalid_token", "token_already_used");
    platform.connect(tool);
    return Answer.json(201, MediaType.JSON, answer(wanted, tool));
  }

  private ObjectNode answer(JsonNode wanted, Registration tool) {
    ObjectNode answer = wanted.deepCopy();
    answer.put("client_id", tool.clientId());
    if (!platform.has(Quirk.REGISTRATION_WITHOUT_DEPLOYMENT)) {
      answer.withObjectProperty(ToolMetadata.CONFIGURATION).put("deployment_id", tool.deployment());
    }
    return answer;
  }

  private void checkToken(String token) {
    Refused.unless(!token.isEmpty(), 401, "invalid_token", "no registration token was sent");
    Instant until = invitations.getOrDefault(token, Instant.EPOCH);
    Refused.unless(
        until.isAfter(platform.clock().instant()), 401, "invalid_token", "token_already_used");
  }

  private Reply answered(Supplier<Answer> work) {
    try {
      return work.get().reply();
    } catch (Refused refused) {
      return refusal(refused).reply();
    }
  }

  private Answer refusal(Refused refused) {
    if (platform.has(Quirk.REGISTRATION_ERRORS_TEXT)) {
      return new Answer(refused.status(), "text/plain", refused.why(), Map.of());
    }
    String error = refused.error().isEmpty() ? "invalid_client_metadata" : refused.error();
    Map<String, String> body = Map.of("error", error, "error_description", refused.why());
    return Answer.json(refused.status(), MediaType.JSON, body);
  }

  private static String token(Call call) {
    String header = call.header("Authorization").orElse("");
    return header.startsWith("Bearer ") ? header.substring("Bearer ".length()) : "";
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
