package org.examhall.web.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A chart of columns, each made of several pieces.
 *
 * @param word of its messages
 * @param pieces of all its columns together
 * @param most of the highest column; 0 when there is nothing to show
 */
public record Chart(String word, List<Piece> pieces, long most, List<Column> columns) {
  /** Height of the highest column. */
  private static final int HIGHEST = 100;

  /** So that one of many is still seen. */
  private static final int LOWEST = 2;

  /**
   * Part of a column.
   *
   * @param word ends the class and the key of the words
   * @param top of its rectangle, counted downwards
   */
  public record Piece(String word, long count, long top, long height) {}

  /** Of an hour or a day. */
  public record Column(int index, String label, List<Piece> pieces) {}

  /**
   * A chart of these.
   *
   * @param words of the pieces, from the bottom up
   * @param counts for each column the numbers of its pieces
   */
  static Chart of(String word, List<String> words, List<String> labels, long[][] counts) {
    long most = 0;
    long[] all = new long[words.size()];
    for (long[] column : counts) {
      long sum = 0;
      for (int i = 0; i < all.length; i++) {
        all[i] += column[i];
        sum += column[i];
      }
      most = Math.max(most, sum);
    }
    long scale = Math.max(1, most);
    return new Chart(
        word,
        pieces(words, all, scale),
        most,
        IntStream.range(0, counts.length)
            .mapToObj(i -> new Column(i, labels.get(i), pieces(words, counts[i], scale)))
            .toList());
  }

  private static List<Piece> pieces(List<String> words, long[] counts, long most) {
    List<Piece> pieces = new ArrayList<>();
    long top = HIGHEST;
    for (int i = 0; i < counts.length; i++) {
      long height = counts[i] == 0 ? 0 : Math.max(LOWEST, HIGHEST * counts[i] / most);
      top -= height;
      pieces.add(new Piece(words.get(i), counts[i], top, height));
    }
    return pieces;
  }
}
