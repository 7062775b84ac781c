package org.examhall.demo.lms;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What the outcome service has been told to do instead of its work. The latest order that fits
 * counts.
 *
 * <p>Threads: any.
 */
public final class Orders {
  private final Deque<Counted> orders = new ArrayDeque<>();

  /**
   * An order.
   *
   * @param activity for this activity alone; empty for all
   * @param person for this person alone; empty for all
   * @param times how often; 0 for until further notice
   * @param millis how long a stall takes, and what Retry-After says
   */
  public record Order(
      Behaviour behaviour,
      Optional<String> activity,
      Optional<String> person,
      int times,
      int millis) {
    /** For everything, until further notice. */
    public static Order always(Behaviour behaviour) {
      return new Order(behaviour, Optional.empty(), Optional.empty(), 0, 0);
    }

    /** For everything, a number of times. */
    public Order times(int number) {
      return new Order(behaviour, activity, person, number, millis);
    }

    /** For one activity alone. */
    public Order of(Activity only) {
      return new Order(behaviour, Optional.of(only.id()), person, times, millis);
    }

    /** For one person alone. */
    public Order of(Person only) {
      return new Order(behaviour, activity, Optional.of(only.id()), times, millis);
    }

    /** With a time. */
    public Order millis(int number) {
      return new Order(behaviour, activity, person, times, number);
    }

    private boolean fits(String thisActivity, String thisPerson) {
      return activity.map(thisActivity::equals).orElse(true)
          && person.map(thisPerson::equals).orElse(true);
    }
  }

  private static final class Counted {
    final Order order;
    int left;

    Counted(Order order) {
      this.order = order;
      this.left = order.times() == 0 ? Integer.MAX_VALUE : order.times();
    }
  }

  /** Puts an order before the others. */
  public synchronized void add(Order order) {
    orders.push(new Counted(order));
  }

  /** Forgets all orders: everything is done as it should be. */
  public synchronized void clear() {
    orders.clear();
  }

  /** The order for a request; it counts as used. */
  synchronized Order take(String activity, String person) {
    for (Counted counted : orders) {
      if (counted.left > 0 && counted.order.fits(activity, person)) {
        counted.left--;
        return counted.order;
      }
    }
    return Order.always(Behaviour.OK);
  }
}
