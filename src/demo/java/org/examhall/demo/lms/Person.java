package org.examhall.demo.lms;

/**
 * Somebody in the course.
 *
 * @param id what tools get as {@code user_id}
 * @param given given name, any script
 * @param family family name, any script
 * @param role in this course
 */
public record Person(String id, String given, String family, Role role) {
  /** The full name, as tools get it. */
  public String name() {
    return given + " " + family;
  }

  public boolean teaches() {
    return role == Role.INSTRUCTOR;
  }

  /** What one is in a course, with the name that LTI 1.1 has for it. */
  public enum Role {
    /** Teaches. */
    INSTRUCTOR("Instructor", "teacher"),
    /** Learns. */
    LEARNER("Learner", "student");

    private final String lti;
    private final String word;

    Role(String lti, String word) {
      this.lti = lti;
      this.word = word;
    }

    public String lti() {
      return lti;
    }

    /** The word for people. */
    public String word() {
      return word;
    }
  }
}
