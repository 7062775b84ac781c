package org.examhall.web.instructor;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.examhall.core.access.AccessRules;
import org.examhall.core.context.CourseGroup;
import org.examhall.core.context.CourseGroups;
import org.examhall.core.context.Launch;
import org.examhall.core.report.AttemptQuery;
import org.examhall.core.report.AttemptSort;
import org.examhall.core.report.Score;
import org.examhall.core.resource.ResourceSettings;
import org.examhall.core.resource.Resources;
import org.examhall.kernel.disk.Spool;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.kernel.text.Messages;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;
import org.examhall.web.instructor.ClassRows.Row;
import org.examhall.web.instructor.ClassRows.Rows;

/**
 * The table of a class as a CSV file, all of it: UTF-8 with a byte order mark, as spreadsheets want
 * it; times in UTC. What a spreadsheet would take for a formula is marked as text. All of it is as
 * of one moment, whatever is deleted while it is read. Many files at once take turns, while other
 * pages go on.
 */
public final class AttemptsFile {
  private static final int ROWS_AT_ONCE = 500;

  /** Each keeps a thread; more of them would keep threads from everybody else. */
  private static final int FILES_AT_ONCE = 50;

  private static final int MAX_NAME_CHARS = 60;

  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final List<String> COLUMNS =
      List.of("student", "number", "state", "started", "saved", "percent", "marks", "max", "grade");

  private final Db db;
  private final Tables tables;
  private final Messages messages;
  private final Semaphore places = new Semaphore(FILES_AT_ONCE);

  /** What is in the file, and whose. */
  public record Tables(
      Resources resources, CourseGroups groups, ResourceSettings settings, ClassRows rows) {}

  /** Reads these tables from {@code db}, whose connections no other page waits for. */
  public AttemptsFile(Db db, Tables tables, Messages messages) {
    this.db = db;
    this.tables = tables;
    this.messages = messages;
  }

  /**
   * The file, written row by row, so that a large class takes no more memory than a small one; of
   * everybody, or of the group that is asked for where the course has it.
   *
   * <p>Errors: {@link ReportReason#BUSY} when too many are being written.
   */
  public Response show(Request request) {
    Launch launch = request.get(Launch.class);
    Locale language = request.language();
    String group = AskedGroup.of(request);
    return Response.body(response -> inTurn(response, launch, group, language));
  }

  private void inTurn(HttpServletResponse response, Launch launch, String asked, Locale language)
      throws IOException {
    if (!places.tryAcquire()) {
      throw new Refused(ReportReason.BUSY);
    }
    response.setContentType("text/csv;charset=utf-8");
    try (Spool spool = new Spool(response.getOutputStream())) {
      db.snapshot(
          tx -> {
            Optional<CourseGroup> group = tables.groups.find(tx, launch.contextId(), asked);
            response.setHeader("Content-Disposition", "attachment; " + name(group));
            String groupId = group.map(CourseGroup::id).orElse("");
            write(tx, spool, new Content(tables.resources.of(tx, launch).id(), groupId, language));
            return true;
          });
      spool.send();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      places.release();
    }
  }

  private record Content(long resourceId, String group, Locale language) {}

  /** Names the file, for browsers that know ASCII alone, too. */
  private static String name(Optional<CourseGroup> group) {
    return group
        .map(
            one -> (one.set() + " " + one.name()).strip().replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "-"))
        .map(words -> words.substring(0, words.offsetByCodePoints(0, shown(words))))
        .map(words -> URLEncoder.encode(words, StandardCharsets.UTF_8))
        .map(
            words -> "filename=\"attempts-group.csv\"; filename*=UTF-8''attempts-" + words + ".csv")
        .orElse("filename=\"attempts.csv\"");
  }

  private static int shown(String words) {
    return Math.min(MAX_NAME_CHARS, words.codePointCount(0, words.length()));
  }

  private void write(Tx tx, Spool spool, Content content) {
    if (!spool.isEmpty()) {
      throw new IllegalStateException("a file was begun twice");
    }
    try {
      write(tx, new OutputStreamWriter(spool, StandardCharsets.UTF_8), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Tx tx, Writer out, Content content) throws IOException {
    out.write(BYTE_ORDER_MARK);
    CsvWriter csv = CsvWriter.builder().build(out);
    csv.writeRecord(
        COLUMNS.stream().map(c -> messages.text(content.language, "report.column_" + c)).toList());
    AccessRules rules = AccessRules.of(tables.settings.of(tx, content.resourceId));
    Optional<Long> start = Optional.empty();
    do {
      AttemptQuery query =
          new AttemptQuery(
              AttemptSort.STUDENT, false, "", content.group, start, false, ROWS_AT_ONCE);
      Rows found = tables.rows.read(tx, content.resourceId, rules, query);
      for (Row row : found.rows()) {
        csv.writeRecord(cells(row, content.language).map(AttemptsFile::harmless).toList());
      }
      start = found.page().after();
    } while (start.isPresent());
    csv.flush();
  }

  private Stream<String> cells(Row row, Locale language) {
    return Stream.of(
        row.student(),
        String.valueOf(row.number()),
        messages.text(language, row.badge().key()),
        time(row.startedAt()),
        time(row.lastSavedAt()),
        number(row.score().map(Score::percent)),
        number(row.score().flatMap(Score::raw)),
        number(row.score().flatMap(Score::max)),
        messages.text(language, row.grade().badge().key()));
  }

  /** As programs read it, whatever the reader's language. */
  private static String number(Optional<BigDecimal> value) {
    return value.map(BigDecimal::toPlainString).orElse("");
  }

  private static String time(Optional<Instant> at) {
    return at.map(t -> t.truncatedTo(ChronoUnit.SECONDS).toString()).orElse("");
  }

  /** Spreadsheets run what begins like a formula; numbers below zero are none. */
  private static String harmless(String cell) {
    boolean formula = cell.matches("(?s)\\s*[=+\\-@\\t\\r].*") && !cell.matches("-?[0-9.]+");
    return formula ? "'" + cell : cell;
  }
}
