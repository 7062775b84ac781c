package org.examhall.bridge.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.examhall.bridge.service.ServiceCalls.Trial;
import org.examhall.core.context.Lti13Outcomes;
import org.examhall.core.context.Lti13Outcomes.Placed;
import org.examhall.core.context.Lti13Place;
import org.examhall.core.scoring.Undelivered;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Db;
import org.examhall.lti.service.LineItem;
import org.examhall.lti.service.LineItemCalls;
import org.examhall.lti.service.ServiceScope;

/**
 * Shows students their grades in the gradebook, or holds them back, where the LMS has that switch.
 *
 * <p>Whether it has is seen by reading the column again: some repeat what they were sent and forget
 * it. Times: no column is begun after eight seconds. Errors: {@link WaitingRoom.Full}; what the LMS
 * does is a result. Repeats: harmless. Source: AGS 2.0 section 3.2, {@code gradesReleased}; AG-15.
 */
public final class ReleaseGrades {
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  /** A link that is gone from the LMS has no column, and that is no failure if others have. */
  private static final List<Outcome> WORST_FIRST =
      List.of(Outcome.FAILED, Outcome.NOT_OFFERED, Outcome.DONE, Outcome.NO_COLUMN);

  private final Db db;
  private final Lti13Outcomes places;
  private final FindColumn columns;
  private final Services services;
  private final WaitingRoom waiting;

  /** What calls the LMS. */
  public record Services(ServiceCalls calls, LineItemCalls lineItems) {}

  /** What came of it. */
  public enum Outcome {
    /** So it is, in every column. */
    DONE,
    /** There is no column that we know of. */
    NO_COLUMN,
    /** The LMS has no such switch, or does not let us use it. */
    NOT_OFFERED,
    /** The LMS did not answer as it should. */
    FAILED
  }

  /** Changes columns that {@code places} name. */
  public ReleaseGrades(
      Db db, Lti13Outcomes places, FindColumn columns, Services services, WaitingRoom waiting) {
    this.db = db;
    this.places = places;
    this.columns = columns;
    this.services = services;
    this.waiting = waiting;
  }

  /** Shows the grades of a resource, or holds them back. */
  public Outcome run(long resourceId, boolean released) {
    return waiting.enter(() -> inTurn(resourceId, released));
  }

  /**
   * Whether students see the grades of a resource in the gradebook now; empty when the LMS does not
   * tell, as one that has no such switch does not.
   */
  public Optional<Boolean> released(long resourceId) {
    try {
      return waiting.enter(() -> distinct(resourceId).stream().findFirst().flatMap(this::released));
    } catch (Refused e) {
      // Only the switch is missing then; whoever needs it finds it in the gradebook.
      return Optional.empty();
    }
  }

  private Optional<Boolean> released(AgsPlace place) {
    Lti13Place at = place.place();
    if (!at.scopes().contains(ServiceScope.LINE_ITEM.uri())) {
      return Optional.empty();
    }
    try {
      String url = columns.known(place);
      Trial trial = services.calls().tryOut(at.client(), at.scopes(), ServiceScope.LINE_ITEM);
      return read(trial, url).gradesReleased();
    } catch (ServiceFailed e) {
      return Optional.empty(); // as above
    }
  }

  private Outcome inTurn(long resourceId, boolean released) {
    long endNanos = System.nanoTime() + PATIENCE.toNanos();
    try {
      EnumSet<Outcome> each = EnumSet.noneOf(Outcome.class);
      for (AgsPlace place : distinct(resourceId)) {
        if (System.nanoTime() - endNanos > 0) {
          return Outcome.FAILED;
        }
        each.add(change(place, released));
      }
      return WORST_FIRST.stream().filter(each::contains).findFirst().orElse(Outcome.NO_COLUMN);
    } catch (Refused unusable) {
      return Outcome.FAILED;
    }
  }

  private List<AgsPlace> distinct(long resourceId) {
    Set<Object> seen = new HashSet<>();
    List<AgsPlace> distinct = new ArrayList<>();
    for (List<Placed> all : db.tx(tx -> places.places(tx, resourceId)).values()) {
      for (Placed placed : all) {
        AgsPlace cell = new AgsPlace(resourceId, placed.place());
        if (seen.add(cell.whichColumn())) {
          distinct.add(cell);
        }
      }
    }
    return distinct;
  }

  private Outcome change(AgsPlace place, boolean released) {
    try {
      return isChanged(place, released) ? Outcome.DONE : Outcome.NOT_OFFERED;
    } catch (ServiceFailed e) {
      return outcome(e.why());
    }
  }

  /** Whether the LMS says so afterwards. */
  private boolean isChanged(AgsPlace place, boolean released) throws ServiceFailed {
    String url = columns.known(place);
    Lti13Place at = place.place();
    if (!at.scopes().contains(ServiceScope.LINE_ITEM.uri())) {
      return false;
    }
    Trial trial = services.calls().tryOut(at.client(), at.scopes(), ServiceScope.LINE_ITEM);
    trial.send(services.lineItems().save(read(trial, url).released(released)));
    return read(trial, url).gradesReleased().equals(Optional.of(released));
  }

  private LineItem read(Trial trial, String url) throws ServiceFailed {
    LineItemCalls lineItems = services.lineItems();
    return lineItems
        .readOne(trial.send(lineItems.read(url)).body())
        .orElseThrow(() -> ServiceFailed.unanswered(Undelivered.NOT_AN_ANSWER, ""));
  }

  private static Outcome outcome(Undelivered why) {
    return switch (why) {
      case NO_COLUMN, GONE -> Outcome.NO_COLUMN;
      case FORBIDDEN, DECLINED, TOKEN_REFUSED -> Outcome.NOT_OFFERED;
      default -> Outcome.FAILED;
    };
  }
}
