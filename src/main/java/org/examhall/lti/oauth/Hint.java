package org.examhall.lti.oauth;

import java.util.List;

/**
 * One possible explanation of a refusal, in words for an administrator.
 *
 * @param values fill the sentence of the kind, in order
 */
public record Hint(Kind kind, List<String> values) {

  /** What was noticed. */
  public enum Kind {
    OTHER_SCHEME("The platform signed %s, this server sees %s: the schemes differ."),
    OTHER_PORT("The platform signed %s, this server sees %s: the ports differ."),
    OTHER_SLASH("The platform signed %s, this server sees %s: a slash at the end differs."),
    LINE_ENDS("The signature fits if line ends are LF; browsers send CRLF. Value: %s."),
    CALLBACK_LEFT_OUT("The signature fits without oauth_callback, which was sent."),
    PREVIOUS_SECRET_ENDED("Signed with the previous secret, which ended at %s."),
    DIFFERENT_VALUES("The form has different values of %s."),
    MISSING_PARAMETER("The message has no %s."),
    REPEATED_PARAMETER("The message has more than one %s."),
    NEWLINE_IN_VALUE("The value of %s contains a newline; platforms sign these in different ways."),
    SPACE_IN_SIGNATURE("The signature contains a space: the form was sent without encoding its +."),
    LTI_NAME_IN_QUERY(
        "The launch URL carries %s; Moodle then signs a value that it does not send.");

    private final String sentence;

    Kind(String sentence) {
      this.sentence = sentence;
    }
  }

  /** That a field came twice, with different values. */
  public static Hint differentValues(String field) {
    return of(Kind.DIFFERENT_VALUES, field);
  }

  static Hint of(Kind kind, String... values) {
    return new Hint(kind, List.of(values));
  }

  /** The sentence, filled in. */
  @Override
  public String toString() {
    return kind.sentence.formatted(values.toArray());
  }
}
