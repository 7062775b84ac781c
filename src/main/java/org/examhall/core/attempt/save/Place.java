package org.examhall.core.attempt.save;

import java.util.Comparator;

/**
 * Where an element stands among all that was ever set in its attempt; the greatest wins.
 *
 * @param epoch the window's turn
 * @param seq the batch, from 1 in each epoch
 * @param item the element, from 0 in each batch
 */
record Place(int epoch, int seq, int item) implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparingInt(Place::epoch)
          .thenComparingInt(Place::seq)
          .thenComparingInt(Place::item);

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  boolean isAfter(Place other) {
    return compareTo(other) > 0;
  }
}
