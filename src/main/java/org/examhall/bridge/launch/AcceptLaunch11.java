package org.examhall.bridge.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.examhall.core.consumer.Lti11Key;
import org.examhall.core.context.Contexts;
import org.examhall.core.context.Launches;
import org.examhall.core.context.Lti11Outcomes;
import org.examhall.core.context.NewLaunch;
import org.examhall.core.context.Persons;
import org.examhall.core.context.ResourceLinks;
import org.examhall.core.context.Role;
import org.examhall.core.scoring.ScoreOutbox;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.sql.Tx;
import org.examhall.lti.launch.Launch11;
import org.examhall.lti.launch.ReturnUrl;
import org.examhall.lti.role.LaunchRole;

/**
 * Stores a verified LTI 1.1 launch: course, link, person, where the grade goes, and the launch.
 *
 * <p>Names and titles are cut by characters, never refused; ids are never cut. A launch without a
 * course has the link itself as its course, so that strangers never share one. Errors: {@link
 * Refused} with a {@link LaunchReason}.
 */
public final class AcceptLaunch11 {
  /** How long the pages of a launch work; longer than any exam. */
  public static final Duration LIFETIME = Duration.ofHours(14);

  private static final int LONGEST_ID = 1_000;
  private static final int LONGEST_NAME = 500;

  /** More than any parent has children, or any auditor students at a time. */
  private static final int MOST_OBSERVED = 100;

  private final Contexts contexts;
  private final ResourceLinks links;
  private final Persons persons;
  private final Lti11Outcomes outcomes;
  private final ScoreOutbox outbox;
  private final Launches launches;
  private final Tokens tokens;
  private final Json json;

  /** Stores into these tables. */
  public AcceptLaunch11(
      Contexts contexts,
      ResourceLinks links,
      Persons persons,
      Lti11Outcomes outcomes,
      ScoreOutbox outbox,
      Launches launches,
      Tokens tokens,
      Json json) {
    this.contexts = contexts;
    this.links = links;
    this.persons = persons;
    this.outcomes = outcomes;
    this.outbox = outbox;
    this.launches = launches;
    this.tokens = tokens;
    this.json = json;
  }

  /** The stored launch; {@code key} is the one that signed it. */
  public OpenedLaunch run(Tx tx, Lti11Key key, Launch11 said) {
    String userId = said.person().userId().orElseThrow(() -> new Refused(LaunchReason.ANONYMOUS));
    requireShort(userId, said.resourceLink().id(), said.course().id().orElse(""));
    long context = saveContext(tx, key.consumerId(), said);
    long link = links.save(tx, context, said.resourceLink().id(), cut(said.resourceLink().title()));
    long person =
        persons.save(
            tx, key.consumerId(), userId, cut(Optional.of(name(said))), cut(said.person().email()));
    said.outcome()
        .map(outcome -> new Lti11Outcomes.Address(outcome.url(), outcome.sourcedId()))
        .ifPresent(
            address -> {
              boolean first = outcomes.save(tx, link, person, key.id(), address);
              outbox.addressed(tx, link, person, first);
            });
    String token = tokens.fresh();
    NewLaunch launch =
        new NewLaunch(
            tokens.fresh(),
            tokens.hash(token),
            key.consumerId(),
            context,
            link,
            person,
            Role.valueOf(said.role().name()),
            presentation(said),
            mentorOf(said),
            parameters(said),
            LIFETIME);
    launches.add(tx, launch);
    return new OpenedLaunch(launch.id(), token);
  }

  private long saveContext(Tx tx, long consumerId, Launch11 said) {
    Launch11.Course course = said.course();
    String id = course.id().orElse("link:" + said.resourceLink().id());
    return contexts.save(tx, consumerId, id, cut(course.label()), cut(course.title()));
  }

  /** Nobody but an observer looks on for others, whatever their launch says. */
  private static List<String> mentorOf(Launch11 said) {
    return said.role() == LaunchRole.OBSERVER
        ? said.mentorOf().stream()
            .filter(id -> id.length() <= LONGEST_ID)
            .limit(MOST_OBSERVED)
            .toList()
        : List.of();
  }

  private static String name(Launch11 said) {
    Launch11.Person person = said.person();
    return person
        .fullName()
        .orElseGet(
            () ->
                Stream.of(person.givenName(), person.familyName())
                    .flatMap(Optional::stream)
                    .reduce((given, family) -> given + " " + family)
                    .orElse(""));
  }

  private static NewLaunch.Presentation presentation(Launch11 said) {
    Launch11.Presentation shown = said.presentation();
    return new NewLaunch.Presentation(
        cut(shown.locale()),
        shown.returnUrl().map(ReturnUrl::plain).orElse(""),
        cut(shown.documentTarget()).toLowerCase(Locale.ROOT));
  }

  private JsonNode parameters(Launch11 said) {
    return json.node(Map.of("custom", said.custom().all(), "ext", said.ext().all()));
  }

  private static void requireShort(String... ids) {
    if (!Stream.of(ids).allMatch(id -> id.length() <= LONGEST_ID)) {
      throw new Refused(LaunchReason.OVERLONG);
    }
  }

  /** At most so many characters, never half of one. */
  private static String cut(Optional<String> text) {
    String plain = text.orElse("").strip();
    return plain.codePointCount(0, plain.length()) <= LONGEST_NAME
        ? plain
        : plain.substring(0, plain.offsetByCodePoints(0, LONGEST_NAME));
  }
}
