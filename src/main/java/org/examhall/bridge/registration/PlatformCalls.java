package org.examhall.bridge.registration;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.net.Outbound;
import org.examhall.kernel.net.OutboundAnswer;
import org.examhall.kernel.net.OutboundFailed;
import org.examhall.kernel.net.OutboundFailed.Why;
import org.examhall.kernel.net.OutboundRequest;
import org.examhall.lti.registration.PlatformAddress;
import org.examhall.lti.registration.PlatformConfiguration;
import org.examhall.lti.registration.PlatformWords;
import org.examhall.lti.registration.RegistrationAnswer;
import org.examhall.lti.registration.RegistrationReason;
import org.examhall.lti.registration.RegistrationRequest;
import org.examhall.lti.registration.Tool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two calls of a registration: what the platform is, and that we want to be its tool.
 *
 * <p>Errors: {@link Refused} for whatever the platform does wrong. Threads: any. Source: DR-02 to
 * DR-05.
 */
public final class PlatformCalls {
  private static final Logger LOG = LoggerFactory.getLogger(PlatformCalls.class);
  private static final int MOST_BYTES = 256 * 1024;

  private final Outbound outbound;
  private final PlatformAddress addresses;
  private final Json json;

  /** Calls through {@code outbound} what {@code addresses} take. */
  public PlatformCalls(Outbound outbound, PlatformAddress addresses, Json json) {
    this.outbound = outbound;
    this.addresses = addresses;
    this.json = json;
  }

  /** What the platform says of itself. Canvas wants the token for this, too. */
  PlatformConfiguration configuration(Initiation initiation) {
    URI source =
        addresses
            .parse(initiation.configurationUrl())
            .orElseThrow(() -> new Refused(RegistrationReason.CONFIGURATION_ADDRESS));
    OutboundAnswer answer =
        send(new OutboundRequest("GET", source, headers(initiation), new byte[0], MOST_BYTES));
    JsonNode tree =
        tree(answer).orElseThrow(() -> new Refused(RegistrationReason.CONFIGURATION_UNREADABLE));
    return PlatformConfiguration.read(tree, source, addresses);
  }

  /** Asks to be registered; the platform's token is good for one such call. */
  RegistrationAnswer register(Tool tool, PlatformConfiguration platform, Initiation initiation) {
    byte[] body =
        json.text(RegistrationRequest.of(tool, platform)).getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers = headers(initiation);
    headers.put("Content-Type", "application/json");
    OutboundAnswer answer =
        send(
            new OutboundRequest(
                "POST", platform.registrationEndpoint(), headers, body, MOST_BYTES));
    return RegistrationAnswer.read(
        tree(answer).orElseThrow(() -> new Refused(RegistrationReason.ANSWER_UNREADABLE)));
  }

  private static Map<String, String> headers(Initiation initiation) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", "application/json");
    initiation.token().ifPresent(token -> headers.put("Authorization", "Bearer " + token));
    return headers;
  }

  private OutboundAnswer send(OutboundRequest request) {
    OutboundAnswer answer;
    try {
      answer = outbound.send(request);
    } catch (OutboundFailed e) {
      LOG.info("registration: no answer, {}", e.why(), e);
      throw new Refused(reason(e.why()), request.uri().getHost());
    }
    if (answer.status() != 200 && answer.status() != 201) {
      throw new Refused(
          RegistrationReason.PLATFORM_REFUSED,
          Integer.toString(answer.status()),
          PlatformWords.of(answer.body()));
    }
    return answer;
  }

  private Optional<JsonNode> tree(OutboundAnswer answer) {
    return answer.body().length > MOST_BYTES
        ? Optional.empty()
        : json.tree(new String(answer.body(), StandardCharsets.UTF_8));
  }

  private static RegistrationReason reason(Why why) {
    return switch (why) {
      case FORBIDDEN_ADDRESS, UNTRUSTED -> RegistrationReason.HOST_REFUSED;
      case UNREACHABLE, TIMEOUT -> RegistrationReason.NO_ANSWER;
    };
  }
}
