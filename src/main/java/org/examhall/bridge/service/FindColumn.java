package org.examhall.bridge.service;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.examhall.bridge.service.ServiceCalls.Session;
import org.examhall.core.scoring.AddressNews;
import org.examhall.core.scoring.Column;
import org.examhall.core.scoring.LineItems;
import org.examhall.core.scoring.LineItems.Known;
import org.examhall.core.scoring.Undelivered;
import org.examhall.kernel.net.OutboundAnswer;
import org.examhall.kernel.sql.Db;
import org.examhall.lti.service.LineItem;
import org.examhall.lti.service.LineItemCalls;
import org.examhall.lti.service.LineItemPage;
import org.examhall.lti.service.PageTrail;
import org.examhall.lti.service.ServiceRequest;
import org.examhall.lti.service.ServiceScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the gradebook column of a resource whose launches name none, or makes it.
 *
 * <p>The column is known by a name of ours ({@code resourceId}), so that it is found again whoever
 * made it. Repeats and concurrency: {@link LineItems} lets one at a time look and make; the others
 * wait for what comes of it. A second one, made by whoever was too slow, is removed again. Errors:
 * {@link ServiceFailed}. Source: AGS 2.0 section 3.2.
 */
public final class FindColumn {
  private static final Logger LOG = LoggerFactory.getLogger(FindColumn.class);

  /** What every column is made with; platforms convert scores of another maximum. */
  static final BigDecimal MAXIMUM = new BigDecimal("100");

  /** What of the resource our columns measure; those of selections, too. */
  public static final String TAG = "grade";

  private static final int MOST_PAGES = 20;

  /** Longer than it takes to look and to make, so that the right seldom ends before. */
  private static final Duration RIGHT = Duration.ofMinutes(2);

  private static final long PAUSE_MILLIS = 200;

  /** A no to a column bound to a link, on platforms that bind none from outside. */
  private static final Set<Undelivered> MAY_BE_THE_LINK =
      EnumSet.of(Undelivered.DECLINED, Undelivered.FORBIDDEN, Undelivered.GONE);

  private final Db db;
  private final LineItems lineItems;
  private final AddressNews grades;
  private final LineItemCalls calls;

  /** Works on these tables and with these calls. */
  public FindColumn(Db db, LineItems lineItems, AddressNews grades, LineItemCalls calls) {
    this.db = db;
    this.lineItems = lineItems;
    this.grades = grades;
    this.calls = calls;
  }

  /**
   * The column.
   *
   * @param ltiLinkId the platform's id of the link that the column is for
   */
  Known run(Session session, Column column, String ltiLinkId) throws ServiceFailed {
    while (true) {
      session.requireTime();
      Optional<Known> known = known(column);
      if (known.isPresent()) {
        return known.get();
      }
      if (db.tx(tx -> lineItems.take(tx, column, RIGHT))) {
        take(session, column, ltiLinkId);
      } else {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
      }
    }
  }

  /** The column's address as far as it is known; where nothing was sent yet, none is made. */
  String known(AgsPlace place) throws ServiceFailed {
    String own = place.place().lineItemUrl();
    return own.isEmpty()
        ? known(place.column())
            .map(Known::url)
            .orElseThrow(() -> ServiceFailed.unanswered(Undelivered.NO_COLUMN, ""))
        : own;
  }

  private Optional<Known> known(Column column) {
    return db.tx(tx -> lineItems.find(tx, column));
  }

  /** The platform no longer has what we know as the column. */
  void forget(Column column, String url) {
    db.run(tx -> lineItems.lose(tx, column, url));
  }

  /** What stands for a lost column has taken this person's grade: so will it the others'. */
  void replaced(Column column, long personId) {
    db.run(
        tx -> {
          if (lineItems.settleLost(tx, column)) {
            grades.columnReplaced(tx, column, personId);
          }
        });
  }

  private void take(Session session, Column column, String ltiLinkId) throws ServiceFailed {
    try {
      Optional<LineItem> there = find(session, column);
      String url = there.isPresent() ? there.get().id() : make(session, column, ltiLinkId);
      String kept = db.tx(tx -> lineItems.save(tx, column, url));
      if (there.isEmpty() && !kept.equals(url)) {
        removeSpare(session, column, kept, url);
      }
    } catch (ServiceFailed | RuntimeException e) {
      db.run(tx -> lineItems.release(tx, column));
      throw e;
    }
  }

  /**
   * While we made it, so long that our right ended, somebody else made another. A platform that has
   * two addresses for one column keeps it: only what it lists beside the other goes.
   */
  private void removeSpare(Session session, Column column, String kept, String spare) {
    try {
      ServiceRequest list = calls.list(column.lineItemsUrl(), name(column));
      List<String> there =
          calls.readPage(session.send(list).body()).stream()
              .flatMap(page -> page.items().stream())
              .map(LineItem::id)
              .toList();
      if (there.containsAll(List.of(kept, spare))) {
        session.send(calls.remove(spare));
      }
    } catch (ServiceFailed e) {
      // Grades matter more than an empty column, which the teacher can remove.
      LOG.warn("a second column was made and could not be removed: {}", e.why());
    }
  }

  private Optional<LineItem> find(Session session, Column column) throws ServiceFailed {
    ServiceRequest request = calls.list(column.lineItemsUrl(), name(column));
    PageTrail trail = new PageTrail(request.uri(), MOST_PAGES);
    Optional<URI> next = Optional.of(request.uri());
    while (next.isPresent()) {
      URI here = next.get();
      OutboundAnswer answer = session.send(calls.page(here));
      LineItemPage page = calls.readPage(answer.body()).orElseThrow(FindColumn::unreadable);
      Optional<LineItem> found = page.find(name(column), TAG);
      if (found.isPresent()) {
        return found;
      }
      next = trail.next(here, answer.headers("Link"));
    }
    return Optional.empty();
  }

  /** Bound to the link where the platform has that, so that the link's next launch names it. */
  private String make(Session session, Column column, String ltiLinkId) throws ServiceFailed {
    if (!session.may(ServiceScope.LINE_ITEM)) {
      throw ServiceFailed.unanswered(Undelivered.NO_COLUMN, "");
    }
    LineItem item =
        LineItem.named(column.label(), MAXIMUM, name(column), TAG).released(true).reviewable();
    try {
      return add(session, column, item.ofLink(ltiLinkId));
    } catch (ServiceFailed e) {
      if (!MAY_BE_THE_LINK.contains(e.why())) {
        throw e;
      }
      return add(session, column, item);
    }
  }

  private String add(Session session, Column column, LineItem item) throws ServiceFailed {
    OutboundAnswer answer = session.send(calls.add(column.lineItemsUrl(), item));
    return calls.readOne(answer.body()).map(LineItem::id).orElseThrow(FindColumn::unreadable);
  }

  private static String name(Column column) {
    return "examhall-" + column.resourceId();
  }

  private static ServiceFailed unreadable() {
    return ServiceFailed.unanswered(Undelivered.NOT_AN_ANSWER, "");
  }
}
