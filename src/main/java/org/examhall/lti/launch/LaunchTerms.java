package org.examhall.lti.launch;

import java.util.Set;
import org.examhall.kernel.fault.Refused;
import org.examhall.lti.Fault;
import org.examhall.lti.oauth.Parameters;

/**
 * What is agreed with a consumer about its launches beyond the key.
 *
 * @param laterVersions whether {@code LTI-1p1} and {@code LTI-1p2} are accepted too; the standard
 *     has {@code LTI-1p0} for all of LTI 1.x
 * @param adminsAreStaff whether administrators of institution or system count as instructors
 */
public record LaunchTerms(boolean laterVersions, boolean adminsAreStaff) {
  /** What holds unless somebody decided otherwise. */
  public static final LaunchTerms USUAL = new LaunchTerms(false, false);

  private static final Set<String> LATER_VERSIONS = Set.of("LTI-1p1", "LTI-1p2");

  /** Refused with {@link Fault#LTI_VERSION_WRONG} unless the message has an agreed version. */
  public void requireVersion(Parameters body) {
    String version = body.first("lti_version").orElse("");
    boolean later = laterVersions && LATER_VERSIONS.contains(version);
    if (!version.equals("LTI-1p0") && !later) {
      throw new Refused(Fault.LTI_VERSION_WRONG);
    }
  }
}
