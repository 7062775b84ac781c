package org.examhall.demo.lms;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The line items of the course and the latest result in each cell.
 *
 * <p>Threads: any; what it keeps is written without its lock, which the writer takes itself.
 */
public final class Columns {
  private final List<LineItem> lineItems;
  private final Map<Cell, Result> results = new LinkedHashMap<>();
  private final Runnable keeper;

  private record Cell(String lineItem, String person) {
    static Cell of(Result result) {
      return new Cell(result.lineItem(), result.person());
    }
  }

  /**
   * Goes on from what was kept.
   *
   * @param keeper is told of every change
   */
  Columns(List<LineItem> lineItems, List<Result> results, Runnable keeper) {
    this.lineItems = new ArrayList<>(lineItems);
    results.forEach(result -> this.results.put(Cell.of(result), result));
    this.keeper = keeper;
  }

  public synchronized List<LineItem> lineItems() {
    return List.copyOf(lineItems);
  }

  public Optional<LineItem> find(String id) {
    return lineItems().stream().filter(item -> item.id().equals(id)).findFirst();
  }

  /** The one column that belongs to an activity; empty when there is none, or more than one. */
  public Optional<LineItem> ofActivity(Activity activity) {
    List<LineItem> all = itemsOf(activity.id());
    return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
  }

  /** Under which name the gradebook has a column: the activity's own and first, or its own. */
  public String cellOf(LineItem item) {
    boolean first =
        itemsOf(item.activity()).stream()
            .findFirst()
            .filter(other -> other.id().equals(item.id()))
            .isPresent();
    return first && !item.activity().isEmpty() ? item.activity() : item.id();
  }

  /** The column that the LMS itself makes for an activity, unless there is one. */
  void ensure(Activity activity) {
    synchronized (this) {
      if (!itemsOf(activity.id()).isEmpty()) {
        return;
      }
      named(LineItem.ofActivity("", activity));
    }
    keeper.run();
  }

  /** Adds a column under a name of ours. */
  public LineItem add(LineItem wanted) {
    LineItem item = named(wanted);
    keeper.run();
    return item;
  }

  void replace(LineItem changed) {
    synchronized (this) {
      lineItems.replaceAll(old -> old.id().equals(changed.id()) ? changed : old);
    }
    keeper.run();
  }

  void remove(LineItem item) {
    synchronized (this) {
      lineItems.removeIf(old -> old.id().equals(item.id()));
      results.keySet().removeIf(cell -> cell.lineItem().equals(item.id()));
    }
    keeper.run();
  }

  public synchronized List<Result> results() {
    return List.copyOf(results.values());
  }

  /** What was said last of a person in a column. */
  public synchronized Optional<Result> findResult(String lineItem, String person) {
    return Optional.ofNullable(results.get(new Cell(lineItem, person)));
  }

  /** A teacher writes into a cell: points of the column's maximum, and words; each may be empty. */
  public void write(String lineItem, String person, String points, String comment) {
    Instant stamp = findResult(lineItem, person).map(Result::stamp).orElse(Instant.EPOCH);
    put(new Result(lineItem, person, points, comment, "Completed", "FullyGraded", stamp));
  }

  void put(Result result) {
    synchronized (this) {
      results.put(Cell.of(result), result);
    }
    keeper.run();
  }

  private synchronized LineItem named(LineItem wanted) {
    int number = 1;
    while (find("item-" + number).isPresent()) {
      number++;
    }
    LineItem item = wanted.named("item-" + number);
    lineItems.add(item);
    return item;
  }

  private List<LineItem> itemsOf(String activity) {
    return lineItems().stream().filter(item -> item.activity().equals(activity)).toList();
  }
}
