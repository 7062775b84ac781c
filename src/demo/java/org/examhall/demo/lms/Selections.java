package org.examhall.demo.lms;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Teachers who are choosing content in the tool, each of them once. Threads: any. */
final class Selections {
  private final Map<String, Person> open = new ConcurrentHashMap<>();

  /** Lets somebody choose; the name of the selection. */
  String begin(Person teacher) {
    String name = UUID.randomUUID().toString();
    open.put(name, teacher);
    return name;
  }

  /** Who is choosing. */
  Optional<Person> find(String name) {
    return Optional.ofNullable(open.get(name));
  }

  /** Whether this ends it: only one answer does. */
  boolean end(String name) {
    return open.remove(name) != null;
  }
}
