package org.examhall.web.http;

import java.util.EnumSet;
import java.util.Set;
import org.examhall.core.context.Launch;
import org.examhall.core.context.Role;
import org.examhall.kernel.fault.Refused;

/**
 * Lets in the browser that made the launch in the path, if its role may do this.
 *
 * <p>The launch itself was looked up by {@link LaunchRecogniser}; handlers find it with {@code
 * request.get(Launch.class)} and check every other id of the path against it.
 */
public final class LaunchGuard implements Guard {
  private final Set<Role> roles;

  private LaunchGuard(Set<Role> roles) {
    this.roles = Set.copyOf(roles);
  }

  /** Whoever launched. */
  public static LaunchGuard anyRole() {
    return new LaunchGuard(EnumSet.allOf(Role.class));
  }

  /** Whoever launched as one of {@code roles}. */
  public static LaunchGuard only(Role first, Role... more) {
    return new LaunchGuard(EnumSet.of(first, more));
  }

  /** The roles that may enter. */
  public Set<Role> roles() {
    return roles;
  }

  @Override
  public void check(Request request) {
    Launch launch = request.find(Launch.class).orElseThrow(() -> new Refused(HttpReason.NO_LAUNCH));
    if (!roles.contains(launch.role())) {
      throw new Refused(HttpReason.OTHER_ROLE);
    }
  }
}
