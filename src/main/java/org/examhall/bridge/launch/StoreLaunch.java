package org.examhall.bridge.launch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.examhall.core.context.Browser;
import org.examhall.core.context.Launches;
import org.examhall.core.context.NewLaunch;
import org.examhall.core.context.Persons;
import org.examhall.core.context.Purpose;
import org.examhall.core.context.ResourceLinks;
import org.examhall.core.context.Role;
import org.examhall.core.context.SavePlace;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Tx;
import org.examhall.lti.launch.ReturnUrl;
import org.examhall.lti.role.LaunchRole;

/**
 * Stores a verified launch: course, link, person, and the launch itself.
 *
 * <p>Names and titles are cut by characters, never refused; ids are never cut. A launch without a
 * course has the link itself as its course, so that strangers never share one. Errors: {@link
 * Refused} with a {@link LaunchReason}.
 */
public final class StoreLaunch {
  /** How long the pages of a launch work; longer than any exam. */
  public static final Duration LIFETIME = Duration.ofHours(14);

  private static final int LONGEST_ID = 1_000;
  private static final int LONGEST_NAME = 500;

  /** More than any parent has children, or any auditor students at a time. */
  private static final int MOST_OBSERVED = 100;

  private final SavePlace places;
  private final ResourceLinks links;
  private final Persons persons;
  private final Launches launches;
  private final Tokens tokens;
  private final Counter stored;

  /** Stores into these tables; {@code meters} hears of each. */
  public StoreLaunch(
      SavePlace places,
      ResourceLinks links,
      Persons persons,
      Launches launches,
      Tokens tokens,
      MeterRegistry meters) {
    this.places = places;
    this.links = links;
    this.persons = persons;
    this.launches = launches;
    this.tokens = tokens;
    this.stored = meters.counter("examhall.launches");
  }

  /** The stored launch. */
  public StoredLaunch run(Tx tx, LaunchFacts said, Browser browser) {
    String userId = said.person().userId().orElseThrow(() -> new Refused(LaunchReason.ANONYMOUS));
    requireCourse(said);
    String courseId = courseId(said);
    requireShort(userId, courseId, said.link().map(LaunchFacts.Link::id).orElse(""));
    SavePlace.Place place =
        places
            .run(tx, said.consumerId(), course(said, courseId), link(said))
            .orElseThrow(() -> new Refused(LaunchReason.COURSE_DELETED));
    openWanted(tx, said, place);
    Persons.Saved person =
        persons.save(
            tx, said.consumerId(), userId, cut(said.person().name()), cut(said.person().email()));
    String token = tokens.fresh();
    NewLaunch launch =
        new NewLaunch(
            tokens.fresh(),
            tokens.hash(token),
            new NewLaunch.Place(
                said.consumerId(), said.deploymentId(), place.contextId(), place.linkId()),
            person.id(),
            Role.valueOf(said.role().name()),
            said.purpose(),
            presentation(said.presentation()),
            browser,
            mentorOf(said),
            said.parameters(),
            said.details(),
            LIFETIME);
    if (person.isNew()) {
      launches.addAtEnd(tx, launch);
    } else {
      launches.add(tx, launch);
    }
    stored.increment();
    return new StoredLaunch(
        new OpenedLaunch(launch.id(), token), place.contextId(), place.linkId(), person);
  }

  /** What is uploaded for one course is not shown to another's teachers. */
  private static void requireCourse(LaunchFacts said) {
    if (said.purpose() == Purpose.SELECTION && said.course().id().isEmpty()) {
      throw new Refused(LaunchReason.NO_COURSE);
    }
  }

  /**
   * A link that opens nothing yet opens what it was made for, if that is of this course; else it is
   * left as it is.
   */
  private void openWanted(Tx tx, LaunchFacts said, SavePlace.Place place) {
    place
        .linkId()
        .ifPresent(
            link ->
                said.wantedResource()
                    .ifPresent(resource -> links.saveResource(tx, link, resource)));
  }

  /**
   * Without a course and a link, as in a request about somebody's data, there is nothing to mix.
   */
  private static String courseId(LaunchFacts said) {
    return said.course()
        .id()
        .orElseGet(() -> "link:" + said.link().map(LaunchFacts.Link::id).orElse(""));
  }

  private static SavePlace.Course course(LaunchFacts said, String id) {
    return new SavePlace.Course(id, cut(said.course().label()), cut(said.course().title()));
  }

  private static Optional<SavePlace.Link> link(LaunchFacts said) {
    return said.link().map(link -> new SavePlace.Link(link.id(), cut(link.title())));
  }

  /** Nobody but an observer looks on for others, whatever their launch says. */
  private static List<String> mentorOf(LaunchFacts said) {
    return said.role() == LaunchRole.OBSERVER
        ? said.mentorOf().stream()
            .filter(id -> id.length() <= LONGEST_ID)
            .limit(MOST_OBSERVED)
            .toList()
        : List.of();
  }

  private static NewLaunch.Presentation presentation(LaunchFacts.Presentation shown) {
    return new NewLaunch.Presentation(
        cut(shown.locale()),
        shown.returnUrl().map(ReturnUrl::plain).orElse(""),
        cut(shown.documentTarget()).toLowerCase(Locale.ROOT));
  }

  private static void requireShort(String... ids) {
    if (!Stream.of(ids).allMatch(id -> id.length() <= LONGEST_ID)) {
      throw new Refused(LaunchReason.OVERLONG);
    }
  }

  private static String cut(Optional<String> text) {
    return cut(text.orElse(""));
  }

  /** At most so many characters, never half of one. */
  private static String cut(String text) {
    String plain = text.strip();
    return plain.codePointCount(0, plain.length()) <= LONGEST_NAME
        ? plain
        : plain.substring(0, plain.offsetByCodePoints(0, LONGEST_NAME));
  }
}
