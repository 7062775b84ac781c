package org.examhall.lti.role;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One role as a platform named it.
 *
 * <p>Shape: lower case, since roles are compared without regard to case and exactly otherwise.
 * Source: LTI 1.1 appendix A, LTI 1.3 appendix A, LIS role vocabulary.
 *
 * @param sub the sub-role; empty when none was named
 */
public record Role(Scope scope, String principal, Optional<String> sub) {
  private static final Pattern URN =
      Pattern.compile("urn:lti:(role|instrole|sysrole):ims/lis/([^/]+)(?:/([^/]+))?");
  private static final Pattern URL =
      Pattern.compile(
          "http://purl\\.imsglobal\\.org/vocab/lis/v2/"
              + "(membership|institution/person|system/person)(?:/([^/#]+))?#([^/#]+)");
  private static final Pattern LTI_URL =
      Pattern.compile("http://purl\\.imsglobal\\.org/vocab/lti/(system/person)#([^/#]+)");
  private static final Pattern SHORT = Pattern.compile("([a-z]+)(?:/([a-z]+))?");

  /** Where a role holds. */
  public enum Scope {
    /** In the course of the launch. */
    CONTEXT,
    /** In the institution. */
    INSTITUTION,
    /** On the platform as a system. */
    SYSTEM
  }

  /** Reads a URN, a URL, or the short name of a context role; empty for anything else. */
  public static Optional<Role> parse(String name) {
    String lower = name.strip().toLowerCase(Locale.ROOT);
    Matcher urn = URN.matcher(lower);
    if (urn.matches()) {
      return Optional.of(
          new Role(scope(urn.group(1)), urn.group(2), Optional.ofNullable(urn.group(3))));
    }
    return lower.startsWith("http:") ? url(lower) : word(lower);
  }

  /** As in {@code …/membership/Instructor#TeachingAssistant}; {@code #None} names no role. */
  private static Optional<Role> url(String lower) {
    Matcher lti = LTI_URL.matcher(lower);
    if (lti.matches()) {
      return Optional.of(new Role(Scope.SYSTEM, lti.group(2), Optional.empty()));
    }
    Matcher url = URL.matcher(lower);
    if (!url.matches() || url.group(3).equals("none")) {
      return Optional.empty();
    }
    Scope scope = scope(url.group(1));
    return Optional.of(
        url.group(2) == null
            ? new Role(scope, url.group(3), Optional.empty())
            : new Role(scope, url.group(2), Optional.of(url.group(3))));
  }

  private static Optional<Role> word(String lower) {
    Matcher word = SHORT.matcher(lower);
    return word.matches()
        ? Optional.of(new Role(Scope.CONTEXT, word.group(1), Optional.ofNullable(word.group(2))))
        : Optional.empty();
  }

  private static Scope scope(String word) {
    return switch (word) {
      case "instrole", "institution/person" -> Scope.INSTITUTION;
      case "sysrole", "system/person" -> Scope.SYSTEM;
      default -> Scope.CONTEXT;
    };
  }

  /** Whether this is {@code scope}'s {@code principal}, whatever the sub-role. */
  boolean is(Scope scope, String principal) {
    return this.scope == scope && this.principal.equals(principal);
  }
}
