package org.examhall.core.consumer;

import java.util.Optional;
import org.examhall.core.user.Actor;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Tx;

/** Adds an institution's LMS that speaks LTI 1.3: a consumer and our registration there. */
public final class AddLti13Consumer {
  private static final int MAX_CHARS = 255;

  private final Consumers consumers;
  private final Lti13Registrations registrations;
  private final AcceptDeployment accept;

  /** Adds to these tables. */
  public AddLti13Consumer(
      Consumers consumers, Lti13Registrations registrations, AcceptDeployment accept) {
    this.consumers = consumers;
    this.registrations = registrations;
    this.accept = accept;
  }

  /**
   * What is added.
   *
   * @param deployment the one that is known already, accepted at once
   */
  public record Entry(
      String title, Lti13Platform platform, Lti13Rules rules, Optional<String> deployment) {}

  /** The new registration, active; refused when a part is unusable or the client is known. */
  public Lti13Registration run(Tx tx, Actor actor, Entry entry) {
    if (entry.title().isBlank() || entry.title().length() > MAX_CHARS) {
      throw new Refused(ConsumerReason.TITLE_UNUSABLE);
    }
    entry.platform().requireUsable();
    entry.rules().requireUsable();
    Consumer consumer = consumers.add(tx, entry.title().strip());
    long id = registrations.add(tx, consumer.id(), entry.platform());
    registrations.saveRules(tx, id, entry.rules());
    Lti13Registration registration = registrations.byId(tx, id);
    entry.deployment().ifPresent(name -> accept.run(tx, actor, registration, name));
    return registration;
  }
}
