package org.examhall.web.admin;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import org.examhall.core.report.AttemptCount;
import org.examhall.core.report.ConsumerCount;
import org.examhall.core.report.SiteHistories;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.Request;
import org.examhall.web.parts.ReaderZone;

/**
 * What happened on the whole site within 24 hours, by hour.
 *
 * @param zone whose hours they are
 */
public record SiteCharts(String zone, Chart launches, Chart begun, Chart finished, Chart grades) {
  /** The first moment of the first of these hours. */
  static Instant since(Tx tx, Request request) {
    return ChartSpan.DAY.starts(tx.now(), ReaderZone.of(request)).get(0).toInstant();
  }

  /** Those of the hours up to now. */
  static SiteCharts of(Tx tx, SiteHistories histories, Request request) {
    ZoneId zone = ReaderZone.of(request);
    List<ZonedDateTime> starts = ChartSpan.DAY.starts(tx.now(), zone);
    List<Instant> bounds = starts.stream().map(ZonedDateTime::toInstant).toList();
    Locale language = request.language();
    List<String> labels =
        starts.stream().map(start -> ChartSpan.DAY.label(start, language)).toList();
    List<ConsumerCount> counts = histories.counts(tx, bounds);
    List<AttemptCount> attempts = histories.attempts(tx, bounds);
    return new SiteCharts(
        ReaderZone.name(zone),
        ConsumerCharts.chart("launches", ConsumerCharts.LAUNCH_WORDS, labels, counts),
        chart("begun", "working", labels, attempts, false),
        chart("finished", "ended", labels, attempts, true),
        ConsumerCharts.chart("grades", ConsumerCharts.GRADE_WORDS, labels, counts));
  }

  private static Chart chart(
      String word, String piece, List<String> labels, List<AttemptCount> counts, boolean ended) {
    long[][] columns = new long[labels.size()][1];
    for (AttemptCount count : counts) {
      columns[count.span()][0] += count.ended() == ended ? count.times() : 0;
    }
    return Chart.of(word, List.of(piece), labels, columns);
  }
}
