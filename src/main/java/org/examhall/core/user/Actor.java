package org.examhall.core.user;

/**
 * Who does something, as the log names them.
 *
 * @param name {@code staff:<id>}, {@code invite:<id>}, {@code person:<id>} or {@code system}
 * @param address where they sit; empty for the system and the command line
 */
public record Actor(String name, String address) {
  /** The program itself, or who may use its command line. */
  public static final Actor SYSTEM = new Actor("system", "");

  /** Somebody whom an LMS launched as its administrator. */
  public static Actor person(long id, String address) {
    return new Actor("person:" + id, address);
  }
}
