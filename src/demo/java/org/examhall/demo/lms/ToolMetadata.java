package org.examhall.demo.lms;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.examhall.demo.lms.lti13.Message;
import org.examhall.demo.lms.lti13.Refused;
import org.examhall.demo.lms.lti13.Registration;

/**
 * What a tool says of itself when it registers.
 *
 * <p>Read as strictly as Canvas and Moodle together: nothing empty, everything required there, all
 * addresses in the tool's domain. Source: LTI Dynamic Registration 1.0 section 3.
 */
final class ToolMetadata {
  static final String CONFIGURATION = "https://purl.imsglobal.org/spec/lti-tool-configuration";

  private ToolMetadata() {}

  /**
   * The tool that registers.
   *
   * @param firstMessage whether the first message for selection counts, or the last
   */
  static Registration read(JsonNode wanted, String client, boolean firstMessage) {
    refuseEmpty("the registration", wanted);
    demand(wanted, "application_type", "web");
    demand(wanted, "token_endpoint_auth_method", "private_key_jwt");
    demandHas(wanted, "response_types", "id_token");
    demandHas(wanted, "grant_types", "implicit");
    demandHas(wanted, "grant_types", "client_credentials");
    text(wanted, "client_name");
    JsonNode tool = wanted.path(CONFIGURATION);
    String domain = text(tool, "domain");
    URI target = address(tool, "target_link_uri", domain);
    List<String> redirects = texts(wanted.path("redirect_uris"));
    Refused.unless(!redirects.isEmpty(), 400, "invalid_redirect_uri", "redirect_uris is missing");
    redirects.forEach(redirect -> demandIn(domain, "redirect_uris", redirect));
    return new Registration(
        client,
        "1",
        address(wanted, "initiate_login_uri", domain),
        redirects,
        target,
        selection(tool, firstMessage).map(URI::create).orElse(target),
        address(wanted, "jwks_uri", domain));
  }

  private static Optional<String> selection(JsonNode tool, boolean first) {
    List<String> found = new ArrayList<>();
    for (JsonNode message : tool.path("messages")) {
      String type = text(message, "type");
      if (type.equals(Message.DEEP_LINKING) && message.has("target_link_uri")) {
        found.add(text(message, "target_link_uri"));
      }
    }
    if (found.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(found.get(first ? 0 : found.size() - 1));
  }

  private static URI address(JsonNode object, String name, String domain) {
    String text = text(object, name);
    demandIn(domain, name, text);
    return URI.create(text);
  }

  /** A domain has the port in it, as Moodle wants. */
  private static void demandIn(String domain, String name, String address) {
    String authority = address.replaceFirst("^https?://", "").replaceFirst("[/?].*$", "");
    Refused.unless(authority.equals(domain), 400, "", name + " is not in the domain " + domain);
  }

  private static void refuseEmpty(String name, JsonNode node) {
    boolean empty =
        node.isNull()
            || (node.isTextual() && node.textValue().isEmpty())
            || (node.isContainerNode() && node.isEmpty());
    Refused.unless(!empty, 422, "", name + " is empty");
    node.properties().forEach(member -> refuseEmpty(member.getKey(), member.getValue()));
  }

  private static void demand(JsonNode object, String name, String value) {
    Refused.unless(text(object, name).equals(value), 400, "", name + " is not " + value);
  }

  private static void demandHas(JsonNode object, String name, String value) {
    boolean there = texts(object.path(name)).contains(value);
    Refused.unless(there, 400, "", name + " does not have " + value);
  }

  private static String text(JsonNode object, String name) {
    JsonNode value = object.path(name);
    Refused.unless(value.isTextual(), 400, "", name + " is missing");
    return value.textValue();
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
