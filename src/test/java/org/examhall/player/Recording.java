package org.examhall.player;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.examhall.bench.Stream;

/**
 * One sitting of a real exam as it goes over the wire: the values it starts from, the batches that
 * the player makes of what the exam sets, and the values that the recording ends with.
 *
 * <p>The host's own keys are left out of all three: those that the recording's host answered and no
 * exam set ({@link #isHosts}). Each other key counts, to the letter.
 *
 * @param terminates whether the exam ended its session after the last batch
 */
record Recording(
    Map<String, String> start,
    List<Map<String, String>> batches,
    boolean terminates,
    Map<String, String> end) {
  private static final double WINDOW_MILLIS = 50;

  private static final Pattern HOSTS =
      Pattern.compile(
          ".*\\._count"
              + "|cmi\\.(mode|entry|learner_id|learner_name|total_time)"
              + "|numbas\\.(user_role|review_allowed|duration_extension\\.(amount|units))");

  /** Of recorded calls, on top of the values that the sitting itself found. */
  static Recording ofCalls(Trace trace) {
    var start = new TreeMap<String, String>();
    if (trace.firstAnswer("cmi.entry").equals("resume")) {
      start.putAll(trace.startValues());
      start.keySet().retainAll(trace.finalData().keySet()); // else it was asked for and not there
    }
    return ofCalls(trace, start);
  }

  /** Of recorded calls, on top of these values. */
  static Recording ofCalls(Trace trace, Map<String, String> start) {
    Map<String, String> own = withoutHosts(start);
    return new Recording(
        own, batches(trace, own), trace.terminates(), withoutHosts(trace.finalData()));
  }

  /** Of recorded batches, which start from nothing. */
  static Recording ofMessages(String name) {
    var batches = new ArrayList<Map<String, String>>();
    var end = new TreeMap<String, String>();
    for (List<Stream.Element> message : Stream.read(name).messages()) {
      var batch = new LinkedHashMap<String, String>();
      message.forEach(element -> batch.put(element.key(), element.value()));
      batches.add(batch);
      end.putAll(batch);
    }
    return new Recording(Map.of(), batches, false, end);
  }

  /** One batch of values. */
  static Recording ofValues(Map<String, String> values) {
    return new Recording(Map.of(), List.of(values), false, values);
  }

  /** The calls of this name, or the messages. */
  static Recording load(String name) throws IOException {
    return name.startsWith("load-stream") ? ofMessages(name) : ofCalls(Trace.load(name));
  }

  static boolean isHosts(String key) {
    return HOSTS.matcher(key).matches();
  }

  /** The host's own keys taken out. */
  static Map<String, String> withoutHosts(Map<String, String> values) {
    var own = new TreeMap<>(values);
    own.keySet().removeIf(Recording::isHosts);
    return own;
  }

  boolean resumes() {
    return !start.isEmpty();
  }

  /** How many elements the batches hold. */
  int elements() {
    return batches.stream().mapToInt(Map::size).sum();
  }

  /** How many of the batches change suspend_data. */
  int changesOfSuspendData() {
    return (int) batches.stream().filter(batch -> batch.containsKey("cmi.suspend_data")).count();
  }

  /** The start values with every batch applied. */
  Map<String, String> sum() {
    var values = new TreeMap<>(start);
    batches.forEach(values::putAll);
    return values;
  }

  /** As the player: 50 ms make a batch, what changes nothing is not sent, the last value wins. */
  private static List<Map<String, String>> batches(Trace trace, Map<String, String> start) {
    var values = new TreeMap<>(start);
    var batches = new ArrayList<Map<String, String>>();
    double opened = Double.NEGATIVE_INFINITY;
    for (Trace.Change change : trace.changes()) {
      if (change.value().equals(values.put(change.key(), change.value()))) {
        continue;
      }
      if (change.ms() - opened > WINDOW_MILLIS) {
        batches.add(new LinkedHashMap<>());
        opened = change.ms();
      }
      Map<String, String> batch = batches.get(batches.size() - 1);
      batch.remove(change.key());
      batch.put(change.key(), change.value());
    }
    return batches;
  }
}
