package org.examhall.scorm.problem;

import java.util.Locale;
import java.util.stream.Stream;
import org.examhall.kernel.fault.Kind;
import org.examhall.kernel.fault.Reason;
import org.examhall.kernel.fault.Refused;

/**
 * Every way in which an upload can turn out not to be a package we can run.
 *
 * <p>Shape: the comment behind each says what fills the placeholders of its message. Source:
 * docs/reference/packages.md says what each means to a teacher.
 */
public enum PackageReason implements Reason {
  // The upload as a whole
  EMPTY(Kind.BAD_INPUT),
  TOO_BIG(Kind.TOO_LARGE), // the limit
  WRONG_TYPE(Kind.BAD_INPUT), // content type
  UNUSABLE_FILE_NAME(Kind.BAD_INPUT), // file name
  NOT_A_ZIP(Kind.BAD_INPUT), // what it looks like
  CUT_SHORT(Kind.BAD_INPUT), // how much arrived

  // The zip
  DAMAGED(Kind.BAD_INPUT), // entry
  ENCRYPTED(Kind.BAD_INPUT), // entry
  UNSUPPORTED_COMPRESSION(Kind.BAD_INPUT), // entry
  UNSAFE_NAME(Kind.BAD_INPUT), // entry, objection
  DUPLICATE_NAME(Kind.BAD_INPUT), // entry
  SPECIAL_FILE(Kind.BAD_INPUT), // entry
  OVERLAP(Kind.BAD_INPUT), // entry
  FALSE_SIZE(Kind.BAD_INPUT), // entry
  TOO_MANY_FILES(Kind.TOO_LARGE), // the limit
  TOO_DEEP(Kind.TOO_LARGE), // entry, the limit
  TOO_MUCH_UNPACKED(Kind.TOO_LARGE), // the limit
  TOO_DENSE(Kind.TOO_LARGE), // the limit

  // What is in it
  NO_MANIFEST(Kind.BAD_INPUT), // what was found
  MANIFEST_IN_FOLDER(Kind.BAD_INPUT), // folder
  MANIFEST_TOO_BIG(Kind.TOO_LARGE), // the limit
  MANIFEST_DAMAGED(Kind.BAD_INPUT), // line
  MANIFEST_UNSAFE(Kind.BAD_INPUT), // what is refused
  MANIFEST_NOT_SCORM(Kind.BAD_INPUT), // what was found
  TOO_MANY_ACTIVITIES(Kind.TOO_LARGE), // the limit
  SEQUENCING(Kind.BAD_INPUT), // element, what it asks for
  NOTHING_TO_LAUNCH(Kind.BAD_INPUT), // standard
  LAUNCH_OUTSIDE(Kind.BAD_INPUT), // address
  LAUNCH_MISSING(Kind.BAD_INPUT); // file

  private static final int MAX_DETAIL_CHARS = 120;

  private final Kind kind;

  PackageReason(Kind kind) {
    this.kind = kind;
  }

  /** The refusal; details may come from the upload and are made fit to be shown. */
  public Refused refuse(Object... details) {
    return new Refused(this, Stream.of(details).map(PackageReason::readable).toArray());
  }

  @Override
  public Kind kind() {
    return kind;
  }

  @Override
  public String messageKey() {
    return "package." + name().toLowerCase(Locale.ROOT);
  }

  /** Names inside a hostile zip hold anything: what cannot be seen is replaced, length is cut. */
  private static Object readable(Object detail) {
    String raw = detail.toString();
    String cut =
        raw.codePoints()
            .limit(MAX_DETAIL_CHARS)
            .map(c -> isVisible(c) ? c : 0xFFFD)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return raw.codePointCount(0, raw.length()) > MAX_DETAIL_CHARS ? cut + "…" : cut;
  }

  private static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
