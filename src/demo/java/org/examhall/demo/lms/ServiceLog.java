package org.examhall.demo.lms;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts requests to the services of LTI 1.3 and remembers the latest. Threads: any. */
public final class ServiceLog {
  private static final int REMEMBERED = 10_000;

  private final Deque<ServiceCall> latest = new ArrayDeque<>();
  private final Map<String, Integer> counters = new TreeMap<>();

  synchronized void add(ServiceCall call) {
    String service = call.service().label();
    counters.merge(service, 1, Integer::sum);
    counters.merge(service + " " + call.treated(), 1, Integer::sum);
    latest.addLast(call);
    if (latest.size() > REMEMBERED) {
      latest.removeFirst();
    }
  }

  /** The latest requests, oldest first. */
  public synchronized List<ServiceCall> latest() {
    return List.copyOf(latest);
  }

  /** The latest requests to a service, oldest first. */
  public List<ServiceCall> latest(Service service) {
    return latest().stream().filter(call -> call.service() == service).toList();
  }

  /** How many each service received, and how many it treated in each way. */
  public synchronized Map<String, Integer> counters() {
    return new TreeMap<>(counters);
  }

  /** How many a service received. */
  public synchronized int count(Service service) {
    return counters.getOrDefault(service.label(), 0);
  }

  /** How many a service treated in a way: a trouble's label, or {@code refused}. */
  public synchronized int count(Service service, String treated) {
    return counters.getOrDefault(service.label() + " " + treated, 0);
  }

  /** Starts to count anew. */
  public synchronized void clear() {
    latest.clear();
    counters.clear();
  }
}
