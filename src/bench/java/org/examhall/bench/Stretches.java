package org.examhall.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a changed text as the player does: each stretch that differs, compared from comma to
 * comma. Source: docs/reference/protocol.md 6.
 */
final class Stretches {
  private static final Pattern PIECE = Pattern.compile("[^,]+,?|,");

  private Stretches() {}

  /** Puts {@code p}, {@code len} and {@code hash} into an element; the texts differ. */
  static void write(ObjectNode element, String before, String after) {
    List<String> pieces = pieces(before);
    int[] starts = starts(pieces);
    ObjectNode change = element.putObject("p").put("base", TextSplice.hashOf(before));
    boolean first = true;
    for (AbstractDelta<String> delta : DiffUtils.diff(pieces, pieces(after)).getDeltas()) {
      int from = starts[delta.getSource().getPosition()];
      int drop = starts[delta.getSource().getPosition() + delta.getSource().size()] - from;
      String add = String.join("", delta.getTarget().getLines());
      if (first) {
        change.put("from", from).put("drop", drop).put("add", add);
      } else {
        more(change).addArray().add(from).add(drop).add(add);
      }
      first = false;
    }
    element.put("len", after.length()).put("hash", TextSplice.hashOf(after));
  }

  private static ArrayNode more(ObjectNode change) {
    return change.has("more") ? (ArrayNode) change.get("more") : change.putArray("more");
  }

  private static List<String> pieces(String text) {
    Matcher matcher = PIECE.matcher(text);
    return matcher.results().map(piece -> piece.group()).toList();
  }

  /** Where each piece begins, and where the last one ends. */
  private static int[] starts(List<String> pieces) {
    int[] starts = new int[pieces.size() + 1];
    for (int i = 0; i < pieces.size(); i++) {
      starts[i + 1] = starts[i] + pieces.get(i).length();
    }
    return starts;
  }
}
