package org.examhall.web.admin;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.examhall.bridge.launch.RefusalAdvice;
import org.examhall.core.consumer.Consumer;
import org.examhall.core.consumer.KeptRefusal;
import org.examhall.core.consumer.LaunchRefusals;
import org.examhall.core.user.StaffAccount;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Tx;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;
import org.examhall.web.parts.Words;

/** {@code /admin/refusals}: launches that were refused lately, why, and what to do about it. */
public final class RefusalListPage {
  private final Db db;
  private final LaunchRefusals refusals;

  /**
   * What the template reads.
   *
   * @param consumers whom one can ask for, and {@code reasons} likewise
   * @param older address of the next page; empty on the last
   */
  public record Model(
      String username,
      RefusalSearch search,
      List<Consumer> consumers,
      List<String> reasons,
      List<Line> refusals,
      Optional<String> older) {}

  /**
   * A refused launch.
   *
   * @param adviceKey of what to do about it
   * @param clause of the standard that it breaks; empty when the rule is ours alone
   * @param clock how the clocks differ; empty when the sender told no time
   */
  public record Line(KeptRefusal kept, String adviceKey, String clause, Optional<Words> clock) {
    /** How the requirements are called that we work by: people know none of them. */
    private static final Pattern OURS = Pattern.compile("(^|;\\s*)[A-Z][A-Z0-9]{1,2}-\\d\\d.*");

    static Line of(KeptRefusal kept) {
      return new Line(
          kept,
          RefusalAdvice.key(kept.refusal().fault()),
          OURS.matcher(kept.refusal().clause()).replaceFirst(""),
          kept.refusal().clockAheadSeconds().map(ClockDifference::of));
    }
  }

  /** A page on these. */
  public RefusalListPage(Db db, LaunchRefusals refusals) {
    this.db = db;
    this.refusals = refusals;
  }

  /** Those that the address asks for. */
  public Response show(Request request) {
    RefusalSearch search = RefusalSearch.of(request);
    return db.tx(tx -> Response.page("admin/refusal-list", model(tx, request, search)));
  }

  private Model model(Tx tx, Request request, RefusalSearch search) {
    List<KeptRefusal> found = refusals.list(tx, search.query());
    List<KeptRefusal> page = RefusalSearch.page(found);
    return new Model(
        request.get(StaffAccount.class).username(),
        search,
        refusals.consumers(tx, search.consumer()),
        refusals.faults(tx),
        page.stream().map(Line::of).toList(),
        found.size() > page.size()
            ? Optional.of(search.older(page.get(page.size() - 1).id()))
            : Optional.empty());
  }
}
