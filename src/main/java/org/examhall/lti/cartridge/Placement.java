package org.examhall.lti.cartridge;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The places where Canvas can offer a tool.
 *
 * <p>Source: Canvas, "LTI 1.1 XML configuration" and its placements.
 */
public enum Placement {
  COURSE_NAVIGATION(Kind.NAVIGATION),
  ACCOUNT_NAVIGATION(Kind.NAVIGATION),
  USER_NAVIGATION(Kind.NAVIGATION),
  GLOBAL_NAVIGATION(Kind.NAVIGATION),
  ASSIGNMENT_SELECTION(Kind.SELECTION),
  LINK_SELECTION(Kind.SELECTION),
  RESOURCE_SELECTION(Kind.SELECTION),
  EDITOR_BUTTON(Kind.SELECTION),
  HOMEWORK_SUBMISSION(Kind.SELECTION),
  MIGRATION_SELECTION(Kind.SELECTION),
  COLLABORATION(Kind.SELECTION),
  COURSE_HOME_SUB_NAVIGATION(Kind.MENU),
  COURSE_SETTINGS_SUB_NAVIGATION(Kind.MENU),
  ASSIGNMENT_MENU(Kind.MENU),
  ASSIGNMENT_EDIT(Kind.MENU),
  ASSIGNMENT_VIEW(Kind.MENU),
  DISCUSSION_TOPIC_MENU(Kind.MENU),
  FILE_MENU(Kind.MENU),
  MODULE_MENU(Kind.MENU),
  MODULE_INDEX_MENU(Kind.MENU),
  QUIZ_MENU(Kind.MENU),
  WIKI_PAGE_MENU(Kind.MENU),
  WIKI_INDEX_MENU(Kind.MENU),
  POST_GRADES(Kind.MENU),
  SIMILARITY_DETECTION(Kind.MENU),
  STUDENT_CONTEXT_CARD(Kind.MENU),
  TOOL_CONFIGURATION(Kind.MENU);

  /** What can be decided about a placement. */
  public enum Kind {
    /** A link that stands in a menu all the time: who sees it, and whether it starts hidden. */
    NAVIGATION,
    /** Opens us so that somebody chooses what to bring back: by which message. */
    SELECTION,
    /** Opens us on something: who sees it. */
    MENU
  }

  private final Kind kind;

  Placement(Kind kind) {
    this.kind = kind;
  }

  /** The placement of this name in a cartridge, if it is one. */
  public static Optional<Placement> named(String wireName) {
    return Stream.of(values()).filter(p -> p.wireName().equals(wireName)).findFirst();
  }

  /** As in a cartridge. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What can be decided about it. */
  public Kind kind() {
    return kind;
  }
}
