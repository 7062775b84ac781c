package org.examhall.demo.lms.lti;

import java.net.URI;

/**
 * The tool that the course's activities lead to, as a site admin would type it in.
 *
 * @param launchUrl where launches are posted
 * @param key consumer key
 * @param secret shared secret
 */
public record Tool(URI launchUrl, String key, String secret) {
  /** Not to be found in logs. */
  @Override
  public String toString() {
    return "Tool[" + launchUrl + ", " + key + "]";
  }
}
