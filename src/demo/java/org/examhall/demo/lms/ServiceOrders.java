package org.examhall.demo.lms;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What the services of LTI 1.3 have been told to do instead of their work. The latest order that
 * fits counts.
 *
 * <p>Threads: any.
 */
public final class ServiceOrders {
  private final Deque<Counted> orders = new ArrayDeque<>();

  /**
   * An order.
   *
   * @param service for this one alone; empty for all
   * @param person for scores of this person alone; empty for all
   * @param times how often; 0 for until further notice
   * @param millis how long a stall takes, and what Retry-After says
   */
  public record Order(
      Trouble trouble, Optional<Service> service, Optional<String> person, int times, int millis) {
    /** For every service, until further notice. */
    public static Order always(Trouble trouble) {
      return new Order(trouble, Optional.empty(), Optional.empty(), 0, 0);
    }

    /** A number of times. */
    public Order times(int number) {
      return new Order(trouble, service, person, number, millis);
    }

    /** For one service alone. */
    public Order of(Service only) {
      return new Order(trouble, Optional.of(only), person, times, millis);
    }

    /** For scores of one person alone. */
    public Order of(Person only) {
      return new Order(trouble, service, Optional.of(only.id()), times, millis);
    }

    /** With a time. */
    public Order millis(int number) {
      return new Order(trouble, service, person, times, number);
    }

    private boolean fits(Service thisService, String thisPerson) {
      return service.map(thisService::equals).orElse(true)
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
  synchronized Order take(Service service, String person) {
    for (Counted counted : orders) {
      if (counted.left > 0 && counted.order.fits(service, person)) {
        counted.left--;
        return counted.order;
      }
    }
    return Order.always(Trouble.OK);
  }
}
