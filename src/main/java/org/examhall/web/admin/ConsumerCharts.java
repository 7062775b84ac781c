package org.examhall.web.admin;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.examhall.bridge.launch.RefusalAdvice;
import org.examhall.core.consumer.TallyEvent;
import org.examhall.core.report.ConsumerCount;
import org.examhall.core.report.ConsumerHistories;
import org.examhall.core.report.ConsumerNow;
import org.examhall.core.scoring.Undelivered;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.Request;
import org.examhall.web.parts.ReaderZone;

/**
 * What happened at a consumer over time, in two charts and in words.
 *
 * @param span {@code 24h} or {@code 30d}
 * @param zone whose hours and days they are
 * @param refusal why launches were refused most often; empty when none was
 * @param failure why tries to send a grade failed most often; empty when none did
 */
public record ConsumerCharts(
    String span,
    String zone,
    ConsumerNow now,
    Chart launches,
    Chart grades,
    Optional<Trouble> refusal,
    Optional<Trouble> failure) {
  static final List<String> LAUNCH_WORDS = List.of("opened", "kept_out");
  static final List<String> GRADE_WORDS = List.of("sent", "waiting", "refused");
  private static final Map<String, Undelivered> FAILURES =
      Stream.of(Undelivered.values())
          .collect(Collectors.toMap(Undelivered::code, Function.identity()));

  /**
   * What goes wrong.
   *
   * @param code as it is stored
   * @param adviceKey of what to do about it
   */
  public record Trouble(String code, long times, String adviceKey) {}

  /** Those that the address asks for. */
  static ConsumerCharts of(Tx tx, ConsumerHistories histories, long consumerId, Request request) {
    ChartSpan span = ChartSpan.named(request.parameter("period").orElse(""));
    ZoneId zone = ReaderZone.of(request);
    List<ZonedDateTime> starts = span.starts(tx.now(), zone);
    List<Instant> bounds = starts.stream().map(ZonedDateTime::toInstant).toList();
    List<ConsumerCount> counts = histories.counts(tx, consumerId, bounds);
    Locale language = request.language();
    List<String> labels = starts.stream().map(start -> span.label(start, language)).toList();
    return new ConsumerCharts(
        span.word(),
        ReaderZone.name(zone),
        histories.now(tx, consumerId),
        chart("launches", LAUNCH_WORDS, labels, counts),
        chart("grades", GRADE_WORDS, labels, counts),
        most(counts, Set.of("kept_out"), RefusalAdvice::key),
        most(counts, Set.of("waiting", "refused"), ConsumerCharts::advice));
  }

  /** A chart of those counts that are one of {@code words}. */
  static Chart chart(
      String word, List<String> words, List<String> labels, List<ConsumerCount> counts) {
    long[][] columns = new long[labels.size()][words.size()];
    for (ConsumerCount count : counts) {
      int piece = words.indexOf(word(count));
      if (piece >= 0) {
        columns[count.span()][piece] += count.times();
      }
    }
    return Chart.of(word, words, labels, columns);
  }

  private static String word(ConsumerCount count) {
    if (count.event() != TallyEvent.GRADE) {
      return count.event() == TallyEvent.LAUNCH ? "opened" : "kept_out";
    }
    if (count.outcome().equals("sent")) {
      return "sent";
    }
    Undelivered why = FAILURES.get(count.outcome());
    return why != null && why.isPassing() ? "waiting" : "refused";
  }

  private static Optional<Trouble> most(
      List<ConsumerCount> counts, Set<String> words, Function<String, String> advice) {
    return counts.stream()
        .filter(count -> words.contains(word(count)))
        .collect(
            Collectors.groupingBy(
                ConsumerCount::outcome, Collectors.summingLong(ConsumerCount::times)))
        .entrySet()
        .stream()
        .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(most -> new Trouble(most.getKey(), most.getValue(), advice.apply(most.getKey())));
  }

  private static String advice(String code) {
    return "tally.failed_" + (FAILURES.containsKey(code) ? code : "unknown");
  }
}
