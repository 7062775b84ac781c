package org.examhall.core.attempt.save;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which elements a player may set; anything else is refused by itself, never with its batch.
 *
 * <p>PostgreSQL's text holds neither U+0000 nor half a surrogate pair; all else is stored verbatim.
 * Threads: any. Source: docs/reference/protocol.md 1 and 5.
 *
 * @param maxChars longest value, in UTF-16 code units
 */
public record ElementRules(int maxChars) {
  /** The key whose values may come as splices. */
  public static final String SUSPEND_DATA = "cmi.suspend_data";

  private static final int MAX_KEY_CHARS = 255;
  private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_.:-]*");

  /** What tells apart the keys of a package's activities; lengths are those of what follows. */
  private static final Pattern ACTIVITY = Pattern.compile("^sco\\.\\d{1,9}\\.");

  /** Set by the host, so never by an exam. */
  private static final Pattern HOSTS_OWN =
      Pattern.compile(
          ".*\\._(count|children|version)"
              + "|(sco\\.\\d+\\.)?(cmi\\.(_version|learner_id|learner_name|entry|mode|credit|launch_data|total_time"
              + "|completion_threshold|max_time_allowed|scaled_passing_score|time_limit_action)"
              + "|cmi\\.comments_from_lms\\..*"
              + "|cmi\\.core\\.(student_id|student_name|entry|lesson_mode|credit|total_time)"
              + "|cmi\\.student_data\\.(mastery_score|max_time_allowed|time_limit_action)"
              + "|numbas\\.(user_role|initial_seed|review_allowed|disable_duration)"
              + "|numbas\\.duration_extension\\..*)");

  /** Why the key may not be set; empty when it may. */
  public Optional<Refusal.Why> checkKey(String key) {
    boolean good =
        ACTIVITY.matcher(key).replaceFirst("").length() <= MAX_KEY_CHARS
            && KEY.matcher(key).matches()
            && !HOSTS_OWN.matcher(key).matches();
    return good ? Optional.empty() : Optional.of(Refusal.Why.KEY);
  }

  /** Why the content may not be stored under the key; empty when it may. */
  public Optional<Refusal.Why> checkContent(String key, Content content) {
    if (content instanceof Whole whole) {
      return checkText(whole.text(), whole.text().length());
    }
    Splice splice = (Splice) content;
    return key.equals(SUSPEND_DATA) ? checkSplice(splice) : Optional.of(Refusal.Why.VALUE);
  }

  private Optional<Refusal.Why> checkSplice(Splice splice) {
    return splice.edits().stream()
        .flatMap(edit -> checkText(edit.add(), splice.length()).stream())
        .findFirst();
  }

  private Optional<Refusal.Why> checkText(String text, int resultChars) {
    if (resultChars > maxChars || text.length() > maxChars) {
      return Optional.of(Refusal.Why.SIZE);
    }
    return storable(text) ? Optional.empty() : Optional.of(Refusal.Why.VALUE);
  }

  private static boolean storable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return false;
      }
      if (Character.isSurrogate(c)) {
        if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
