package org.examhall.lti.role;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.examhall.lti.role.Role.Scope;

/**
 * All roles of one launch.
 *
 * <p>Only roles in the course make somebody its instructor. A professor of the institution, or an
 * administrator of the platform, who takes a course is a learner there. Roles hold for one launch
 * and are read again at the next.
 */
public final class Roles {
  private static final Set<String> TEACHING =
      Set.of("instructor", "teachingassistant", "contentdeveloper", "administrator", "manager");
  private static final Set<String> WATCHING = Set.of("observer", "externalobserver");
  private static final Set<String> SYSTEM_ADMINS =
      Set.of("sysadmin", "accountadmin", "administrator");

  private final List<Role> roles;

  private Roles(List<Role> roles) {
    this.roles = roles;
  }

  /** The roles of a comma list; pieces that name no role are left out. */
  public static Roles parse(String commaList) {
    return of(List.of(commaList.split(",", -1)));
  }

  /** These roles; names of no role are left out. */
  public static Roles of(List<String> names) {
    return new Roles(names.stream().map(Role::parse).flatMap(Optional::stream).toList());
  }

  /** As named, in order. */
  public List<Role> all() {
    return roles;
  }

  /**
   * The one role that follows; without any that we know, {@link LaunchRole#LEARNER}.
   *
   * @param adminsAreStaff whether this consumer's administrators of institution or system count as
   *     instructors of every course
   */
  public LaunchRole role(boolean adminsAreStaff) {
    if (roles.stream().anyMatch(Roles::teaches)) {
      return LaunchRole.INSTRUCTOR;
    }
    if (adminsAreStaff && isAdministrator()) {
      return LaunchRole.INSTRUCTOR;
    }
    boolean learns = roles.stream().anyMatch(r -> r.is(Scope.CONTEXT, "learner"));
    boolean watches = roles.stream().anyMatch(Roles::watches);
    return watches && !learns ? LaunchRole.OBSERVER : LaunchRole.LEARNER;
  }

  /** Whether this is an administrator of the institution or of the platform. */
  public boolean isAdministrator() {
    return roles.stream().anyMatch(Roles::administers);
  }

  private static boolean teaches(Role role) {
    return role.scope() == Scope.CONTEXT && TEACHING.contains(role.principal()) && !watches(role);
  }

  private static boolean watches(Role role) {
    boolean watchingManager =
        role.is(Scope.CONTEXT, "manager") && role.sub().filter(WATCHING::contains).isPresent();
    return role.is(Scope.CONTEXT, "mentor") || watchingManager;
  }

  private static boolean administers(Role role) {
    return role.is(Scope.INSTITUTION, "administrator")
        || (role.scope() == Scope.SYSTEM && SYSTEM_ADMINS.contains(role.principal()));
  }
}
