package org.examhall.core.context;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AuditAction;
import org.examhall.core.user.AuditLog;
import org.examhall.core.user.StaffAccount;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Tx;

/**
 * Lets an administrator look at the class of an exam, as its instructors see it, without an LMS.
 *
 * <p>It is a launch like others, of a purpose that only pages which show admit; it is over after an
 * hour. Errors: {@link Refused} with {@link ContextReason#NO_LINK} when no link opens the exam.
 */
public final class LookOn {
  private static final Duration LIFETIME = Duration.ofHours(1);

  private final ResourceLinks links;
  private final Persons persons;
  private final Launches launches;
  private final Tokens tokens;
  private final AuditLog audit;

  /** A launch and the token in its cookie. */
  public record Opened(String launchId, String token) {}

  /** Works on these tables. */
  public LookOn(
      ResourceLinks links, Persons persons, Launches launches, Tokens tokens, AuditLog audit) {
    this.links = links;
    this.persons = persons;
    this.launches = launches;
    this.tokens = tokens;
    this.audit = audit;
  }

  /** The launch. */
  public Opened run(Tx tx, StaffAccount staff, Browser browser, long resourceId) {
    NewLaunch.Place place =
        links.findOpening(tx, resourceId).orElseThrow(() -> new Refused(ContextReason.NO_LINK));
    long person = persons.saveStaff(tx, place.consumerId(), staff.id(), staff.username());
    String token = tokens.fresh();
    NewLaunch launch =
        new NewLaunch(
            tokens.fresh(),
            tokens.hash(token),
            place,
            person,
            Role.INSTRUCTOR,
            Purpose.ADMINISTRATION,
            new NewLaunch.Presentation("", "", ""),
            browser,
            List.of(),
            JsonNodeFactory.instance.objectNode(),
            JsonNodeFactory.instance.objectNode(),
            LIFETIME);
    launches.add(tx, launch);
    Actor actor = staff.at(browser.address());
    Map<String, String> details = Map.of("context", Long.toString(place.contextId()));
    audit.add(tx, actor, AuditAction.RESOURCE_LOOKED_AT, "resource:" + resourceId, details);
    return new Opened(launch.id(), token);
  }
}
