package org.examhall.web.admin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.examhall.core.report.SearchHit;
import org.examhall.core.report.SearchKind;
import org.examhall.core.report.SearchWords;
import org.examhall.core.report.SiteSearch;
import org.examhall.core.user.StaffAccount;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/** {@code /admin/search}: people, courses and exams; and what somebody who types may mean. */
public final class SearchPage {
  private static final int ROWS = 20;
  private static final int SUGGESTIONS = 5;

  private final Db db;
  private final SiteSearch search;
  private final Json json;

  /**
   * What the template reads.
   *
   * @param isEnough whether what was typed is long enough to look for, and not too long
   * @param current the kind whose hits are shown
   */
  public record Model(
      String username,
      String typed,
      boolean isEnough,
      List<Tab> tabs,
      String current,
      List<SearchHit> hits,
      PageLinks links) {}

  /**
   * A kind of thing and how many were found.
   *
   * @param more whether there are more than that
   */
  public record Tab(String kind, int hits, boolean more, String address) {}

  /** What somebody may mean: the text to search for, and what it is. */
  record Suggestion(String value, String label) {}

  /** A page on this. */
  public SearchPage(Db db, SiteSearch search, Json json) {
    this.db = db;
    this.search = search;
    this.json = json;
  }

  /** What was found: of the kind that the address asks for, else of the first that has any. */
  public Response show(Request request) {
    return db.tx(tx -> Response.page("admin/search", model(tx, request)));
  }

  /** As JSON, a few of each kind that have a name. */
  public Response suggest(Request request) {
    SearchWords words = words(request);
    List<Suggestion> found =
        !words.isEnough()
            ? List.of()
            : db.tx(
                tx ->
                    Stream.of(SearchKind.values())
                        .flatMap(kind -> search.list(tx, kind, words, 0, SUGGESTIONS).stream())
                        .filter(hit -> !hit.name().isEmpty())
                        .map(hit -> new Suggestion(hit.name(), hit.consumer()))
                        .distinct()
                        .toList());
    return Response.json(json.text(found)).header("Cache-Control", "no-store");
  }

  private Model model(Tx tx, Request request) {
    SearchWords words = words(request);
    String address = "/admin/search?q=" + URLEncoder.encode(words.typed(), StandardCharsets.UTF_8);
    List<Tab> tabs =
        words.isEnough()
            ? Stream.of(SearchKind.values()).map(kind -> tab(tx, kind, words, address)).toList()
            : List.of();
    SearchKind current = current(request, tabs);
    int page = PageLinks.numberOf(request);
    List<SearchHit> found =
        words.isEnough() ? search.list(tx, current, words, (page - 1) * ROWS, ROWS + 1) : List.of();
    return new Model(
        request.get(StaffAccount.class).username(),
        words.typed(),
        words.isEnough(),
        tabs,
        word(current),
        found.subList(0, Math.min(found.size(), ROWS)),
        PageLinks.of(address + "&kind=" + word(current), page, found.size() > ROWS));
  }

  private Tab tab(Tx tx, SearchKind kind, SearchWords words, String address) {
    int hits = search.count(tx, kind, words);
    return new Tab(word(kind), hits, hits == SiteSearch.MOST, address + "&kind=" + word(kind));
  }

  private static SearchKind current(Request request, List<Tab> tabs) {
    String asked =
        request
            .parameter("kind")
            .or(() -> tabs.stream().filter(tab -> tab.hits() > 0).map(Tab::kind).findFirst())
            .orElse("");
    return Stream.of(SearchKind.values())
        .filter(kind -> word(kind).equals(asked))
        .findFirst()
        .orElse(SearchKind.PEOPLE);
  }

  private static SearchWords words(Request request) {
    return new SearchWords(request.parameter("q").orElse(""));
  }

  private static String word(SearchKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
