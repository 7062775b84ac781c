package org.examhall.cli;

import java.util.Optional;
import org.examhall.core.consumer.AddLti13Consumer;
import org.examhall.core.consumer.Lms;
import org.examhall.core.consumer.Lti13Platform;
import org.examhall.core.consumer.Lti13Rules;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of {@code consumer add} for an LMS that speaks LTI 1.3. */
final class NewRegistration {
  @Option(names = "--lti13", required = true, description = "It speaks LTI 1.3.")
  boolean lti13;

  @Option(names = "--issuer", required = true, paramLabel = "I", description = "iss of its tokens.")
  String issuer = "";

  @Option(
      names = "--client-id",
      required = true,
      paramLabel = "C",
      description = "What the LMS calls this tool.")
  String clientId = "";

  @Option(
      names = "--auth-url",
      required = true,
      paramLabel = "URL",
      description = "Authentication request URL.")
  String authorizationUrl = "";

  @Option(
      names = "--token-url",
      required = true,
      paramLabel = "URL",
      description = "Access token URL.")
  String tokenUrl = "";

  @Option(
      names = "--keys-url",
      required = true,
      paramLabel = "URL",
      description = "Key set URL of the LMS.")
  String keySetUrl = "";

  @Option(
      names = "--deployment",
      paramLabel = "D",
      description = "Deployment id, accepted at once; others appear with their first launch.")
  @Nullable String deployment;

  @Option(
      names = "--token-audience",
      paramLabel = "A",
      description = "aud of token requests; else the access token URL.")
  String tokenAudience = "";

  @Option(
      names = "--product",
      paramLabel = "P",
      description = "Its make, such as moodle or canvas; sets the habits of that LMS.")
  String product = "";

  @Option(names = "--accept-deployments", description = "New deployments are accepted.")
  boolean acceptDeployments;

  AddLti13Consumer.Entry entry(String title) {
    Lti13Platform platform =
        new Lti13Platform(
            issuer, clientId, authorizationUrl, tokenUrl, keySetUrl, tokenAudience, product);
    Lti13Rules usual = Lms.ofProduct(product).rules();
    Lti13Rules rules =
        usual.with(usual.acceptDeployments() || acceptDeployments, usual.consumerPerDeployment());
    return new AddLti13Consumer.Entry(title, platform, rules, Optional.ofNullable(deployment));
  }
}
