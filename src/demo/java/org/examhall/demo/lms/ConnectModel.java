package org.examhall.demo.lms;

import java.util.Arrays;
import java.util.List;
import org.examhall.demo.lms.lti13.Personality;

/**
 * What the page that connects a tool shows.
 *
 * @param tool what is known of the tool; empty when none is connected by LTI 1.3
 * @param platform what the tool's administrator needs to know
 * @param newVersion by which new exams are opened
 */
public record ConnectModel(
    String courseTitle,
    Person me,
    List<Fact> tool,
    List<Fact> platform,
    String newVersion,
    List<Activity> activities,
    String personality,
    List<String> personalities) {
  /** A value under its name. */
  public record Fact(String name, String value) {}

  static ConnectModel of(DemoLms lms, Person me) {
    Platform platform = lms.platform();
    return new ConnectModel(
        Course.TITLE,
        me,
        tool(platform),
        facts(platform),
        lms.course().version().label(),
        lms.course().activities(),
        platform.personality().label(),
        Arrays.stream(Personality.values()).map(Personality::label).toList());
  }

  private static List<Fact> tool(Platform platform) {
    return platform
        .registration()
        .map(
            tool ->
                List.of(
                    new Fact("Client id", tool.clientId()),
                    new Fact("Deployment id", platform.deployment()),
                    new Fact("Login URL", tool.loginUrl().toString()),
                    new Fact("Redirect URLs", String.join(" ", tool.redirectUris())),
                    new Fact("Key set URL", tool.keySetUrl().toString())))
        .orElse(List.of());
  }

  private static List<Fact> facts(Platform platform) {
    return List.of(
        new Fact("Issuer", platform.issuer()),
        new Fact("Authorization URL", platform.at("/lti13/auth").toString()),
        new Fact("Token URL", platform.at("/lti13/token").toString()),
        new Fact("Token audience", platform.audience()),
        new Fact("Key set URL", platform.at("/lti13/keys").toString()));
  }
}
