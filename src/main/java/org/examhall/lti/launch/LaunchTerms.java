package org.examhall.lti.launch;

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
}
