package org.examhall.web.http;

import java.util.EnumSet;
import java.util.Set;
import org.examhall.core.context.Launch;
import org.examhall.core.context.Purpose;
import org.examhall.core.context.Role;
import org.examhall.kernel.fault.Refused;

/**
 * Lets in the browser that made the launch in the path, if its role may do this and the launch was
 * made for it.
 *
 * <p>The launch itself was looked up by {@link LaunchRecogniser}; handlers find it with {@code
 * request.get(Launch.class)} and check every other id of the path against it.
 */
public final class LaunchGuard implements Guard {
  private final Set<Role> roles;
  private final Set<Purpose> purposes;

  private LaunchGuard(Set<Role> roles, Set<Purpose> purposes) {
    this.roles = Set.copyOf(roles);
    this.purposes = Set.copyOf(purposes);
  }

  /** Whoever launched, for whatever purpose: the first page tells them apart. */
  public static LaunchGuard anybody() {
    return new LaunchGuard(EnumSet.allOf(Role.class), EnumSet.allOf(Purpose.class));
  }

  /** Whoever opened a link of the course as one of {@code roles}. */
  public static LaunchGuard only(Role first, Role... more) {
    return new LaunchGuard(EnumSet.of(first, more), EnumSet.of(Purpose.RESOURCE));
  }

  /** Who teaches the course, and administrators who look on: for pages that only show. */
  public static LaunchGuard looking() {
    return new LaunchGuard(
        EnumSet.of(Role.INSTRUCTOR), EnumSet.of(Purpose.RESOURCE, Purpose.ADMINISTRATION));
  }

  /** Who chooses, for the LMS, what links of the course are to open. */
  public static LaunchGuard selecting() {
    return new LaunchGuard(EnumSet.of(Role.INSTRUCTOR), EnumSet.of(Purpose.SELECTION));
  }

  /**
   * Who may look at an attempt again: by a link of the course, from the LMS's gradebook, or as an
   * administrator who looks on.
   */
  public static LaunchGuard reviewing() {
    return new LaunchGuard(
        EnumSet.of(Role.LEARNER, Role.INSTRUCTOR),
        EnumSet.of(Purpose.RESOURCE, Purpose.REVIEW, Purpose.ADMINISTRATION));
  }

  /** An administrator of the LMS who asks what is kept of somebody. */
  public static LaunchGuard privacy() {
    return new LaunchGuard(EnumSet.of(Role.OBSERVER), EnumSet.of(Purpose.PRIVACY));
  }

  /** Whether a launch of this role and purpose enters. */
  public boolean admits(Role role, Purpose purpose) {
    return roles.contains(role) && purposes.contains(purpose);
  }

  @Override
  public void check(Request request) {
    Launch launch = request.find(Launch.class).orElseThrow(() -> new Refused(HttpReason.NO_LAUNCH));
    if (!roles.contains(launch.role())) {
      throw new Refused(HttpReason.OTHER_ROLE);
    }
    if (!admits(launch.role(), launch.purpose())) {
      throw new Refused(
          launch.purpose() == Purpose.ADMINISTRATION
              ? HttpReason.LOOKING_ONLY
              : HttpReason.OTHER_PURPOSE);
    }
  }
}
