package org.examhall.bridge.launch;

import org.examhall.lti.contentitem.OlderReturn;
import org.examhall.lti.contentitem.SelectionReturn;
import org.examhall.lti.deeplink.DeepLinkSettings;

/**
 * What a platform takes back from somebody who chooses exams for a course, in one of three ways of
 * asking.
 */
public sealed interface Selection {
  /** Whether a link to an exam may come back at all. */
  boolean takesExams();

  /** Whether more than one may. */
  boolean takesSeveral();

  /**
   * Deep linking of LTI 1.3.
   *
   * @param deploymentId ours of the deployment that asked
   */
  record DeepLinking(long deploymentId, DeepLinkSettings settings) implements Selection {
    @Override
    public boolean takesExams() {
      return settings.acceptTypes().contains(DeepLinkSettings.RESOURCE_LINK);
    }

    @Override
    public boolean takesSeveral() {
      return settings.acceptMultiple();
    }
  }

  /**
   * Content-item selection of LTI 1.1.
   *
   * @param keyId of the key that signed the request, and signs the answer
   */
  record ContentItems(long keyId, SelectionReturn returnTo) implements Selection {
    @Override
    public boolean takesExams() {
      return returnTo.takesLinks();
    }

    @Override
    public boolean takesSeveral() {
      return returnTo.multiple();
    }
  }

  /** Canvas's way from before the standard. */
  record Older(OlderReturn returnTo) implements Selection {
    @Override
    public boolean takesExams() {
      return returnTo.takes(OlderReturn.Type.LTI_LAUNCH_URL);
    }

    @Override
    public boolean takesSeveral() {
      return false;
    }
  }
}
