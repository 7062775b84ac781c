package org.examhall.web.instructor;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.examhall.core.context.CourseGroup;
import org.examhall.core.report.AttemptPage;
import org.examhall.core.report.AttemptQuery;
import org.examhall.core.report.AttemptSort;
import org.examhall.kernel.fault.Refused;
import org.examhall.web.http.HttpReason;
import org.examhall.web.http.Request;

/**
 * How the attempts table is asked for in an address, and the addresses of its other views.
 *
 * <p>Shape: {@code ?sort=score&order=desc&search=ann&group=3&after=17}. Errors: a column or order
 * nobody has is {@link HttpReason#UNREADABLE}.
 *
 * @param path of the page, without query
 */
record AttemptsTable(String path, AttemptQuery query) {
  private static final int ROWS = 50;
  private static final int MAX_SEARCH_CHARS = 100;

  /**
   * A heading that sorts.
   *
   * @param key of its words
   * @param direction {@code ascending}, {@code descending} or empty, as {@code aria-sort} has it
   */
  public record Heading(String key, String href, Optional<String> direction, boolean numeric) {}

  static AttemptsTable of(Request request, String path) {
    AttemptSort sort =
        request
            .parameter("sort")
            .map(name -> AttemptSort.named(name).orElseThrow(AttemptsTable::unreadable))
            .orElse(AttemptSort.STARTED);
    boolean descending =
        switch (request.parameter("order").orElse(firstOrder(sort))) {
          case "asc" -> false;
          case "desc" -> true;
          default -> throw unreadable();
        };
    Optional<Long> before = place(request, "before");
    Optional<Long> start = before.or(() -> place(request, "after"));
    String search = request.parameter("search").orElse("");
    return new AttemptsTable(
        path,
        new AttemptQuery(
            sort,
            descending,
            search.substring(0, Math.min(search.length(), MAX_SEARCH_CHARS)),
            AskedGroup.of(request),
            start,
            before.isPresent(),
            ROWS));
  }

  /** The same of everybody, where the course has no such group (any more). */
  AttemptsTable among(List<CourseGroup> groups) {
    return groups.stream().anyMatch(group -> group.id().equals(query.group()))
        ? this
        : new AttemptsTable(path, query.ofEverybody());
  }

  List<Heading> headings() {
    return Stream.of(AttemptSort.values()).map(this::heading).toList();
  }

  Optional<String> previous(AttemptPage page) {
    return page.before().map(id -> address(query.sort(), query.descending()) + "&before=" + id);
  }

  Optional<String> next(AttemptPage page) {
    return page.after().map(id -> address(query.sort(), query.descending()) + "&after=" + id);
  }

  /** The column that sorts now turns around; another one starts with its own order. */
  private Heading heading(AttemptSort sort) {
    boolean current = sort == query.sort();
    boolean descending = current ? !query.descending() : firstOrder(sort).equals("desc");
    return new Heading(
        "report.column_" + sort.word(),
        address(sort, descending),
        current ? Optional.of(query.descending() ? "descending" : "ascending") : Optional.empty(),
        sort == AttemptSort.NUMBER || sort == AttemptSort.SCORE);
  }

  private String address(AttemptSort sort, boolean descending) {
    String order = "?sort=" + sort.word() + "&order=" + (descending ? "desc" : "asc");
    return path + order + search(query.search()) + AskedGroup.query('&', query.group());
  }

  private static String search(String words) {
    return words.isEmpty() ? "" : "&search=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
  }

  /** Names from A, everything else from the top. */
  private static String firstOrder(AttemptSort sort) {
    return sort == AttemptSort.STUDENT ? "asc" : "desc";
  }

  private static Optional<Long> place(Request request, String name) {
    return request
        .parameter(name)
        .map(
            id -> {
              if (!id.matches("[1-9]\\d{0,17}")) {
                throw unreadable();
              }
              return Long.valueOf(id);
            });
  }

  private static Refused unreadable() {
    return new Refused(HttpReason.UNREADABLE);
  }
}
