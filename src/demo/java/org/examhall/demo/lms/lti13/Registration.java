package org.examhall.demo.lms.lti13;

import java.net.URI;
import java.util.List;

/**
 * What the platform knows of the tool, as a site admin would type it in.
 *
 * @param clientId the platform's name for the tool
 * @param deployment the platform's name for the place where it is installed
 * @param loginUrl where logins are initiated
 * @param redirectUris where tokens may be posted to, to the letter
 * @param targetUrl where launches of activities lead
 * @param selectionUrl where the teacher chooses content
 * @param keySetUrl the tool's public keys
 */
public record Registration(
    String clientId,
    String deployment,
    URI loginUrl,
    List<String> redirectUris,
    URI targetUrl,
    URI selectionUrl,
    URI keySetUrl) {

  /** A tool that has one address for all that is launched. */
  public static Registration of(
      String clientId, String deployment, URI loginUrl, URI launchUrl, URI keySetUrl) {
    List<String> redirects = List.of(launchUrl.toString());
    return new Registration(
        clientId, deployment, loginUrl, redirects, launchUrl, launchUrl, keySetUrl);
  }
}
