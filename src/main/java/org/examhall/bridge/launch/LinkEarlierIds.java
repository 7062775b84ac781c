package org.examhall.bridge.launch;

import java.util.Optional;
import org.examhall.core.access.AccessChanges;
import org.examhall.core.attempt.Attempts;
import org.examhall.core.consumer.EarlierIds;
import org.examhall.core.consumer.Lti11Key;
import org.examhall.core.consumer.Lti11Keys;
import org.examhall.core.consumer.Lti13Deployment;
import org.examhall.core.consumer.Lti13Registrations;
import org.examhall.core.context.IdAliases;
import org.examhall.core.exam.Exams;
import org.examhall.kernel.sql.Tx;
import org.examhall.lti.launch.Launch13;
import org.examhall.lti.launch.MigrationClaim;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Links what a verified launch of LTI 1.3 names to what it was called in LTI 1.1, where the
 * platform proves that it may: person, course and link stay what they were, with their attempts,
 * grades and settings. Extra time that a person was given under the new id is theirs under the old.
 *
 * <p>The proof is the signature by a key of the deployment's own consumer. What has been worked
 * with under its new id stays what it is. A claim without a proof is ignored and the launch goes
 * on: some platforms fill it with junk. Repeats change nothing. Source: LTI 1.1 to 1.3 migration
 * guide; MG-01 to MG-03.
 */
public final class LinkEarlierIds {
  private static final Logger LOG = LoggerFactory.getLogger(LinkEarlierIds.class);

  private final Lti13Registrations registrations;
  private final Lti11Keys keys;
  private final IdAliases aliases;
  private final Work work;

  /** What may hang on a person or a course. */
  public record Work(Attempts attempts, Exams exams, AccessChanges changes) {}

  /** Links in {@code aliases}; the others say what may be linked. */
  public LinkEarlierIds(
      Lti13Registrations registrations, Lti11Keys keys, IdAliases aliases, Work work) {
    this.registrations = registrations;
    this.keys = keys;
    this.aliases = aliases;
    this.work = work;
  }

  void run(Tx tx, Lti13Deployment deployment, Launch13 said) {
    if (said.earlier().claim().isEmpty() && said.earlier().legacyUserId().isEmpty()) {
      return;
    }
    EarlierIds followed = registrations.earlierIds(tx, deployment.registrationId());
    Optional<MigrationClaim> proven =
        said.earlier()
            .claim()
            .filter(claim -> followed != EarlierIds.OFF && isProven(tx, deployment, claim));
    proven.ifPresent(claim -> link(tx, deployment.consumerId(), claim, said));
    if (proven.isEmpty() && followed == EarlierIds.TRUSTED) {
      said.earlier()
          .legacyUserId()
          .ifPresent(old -> linkPerson(tx, deployment.consumerId(), old, said));
    }
  }

  private boolean isProven(Tx tx, Lti13Deployment deployment, MigrationClaim claim) {
    boolean proven =
        claim
            .consumerKey()
            .flatMap(name -> keys.find(tx, name))
            .filter(key -> key.consumerId() == deployment.consumerId())
            .filter(key -> isSignedWith(tx, key, claim))
            .isPresent();
    if (!proven) {
      LOG.info("claim about ids of LTI 1.1 ignored, not proven: deployment {}", deployment.id());
    }
    return proven;
  }

  private static boolean isSignedWith(Tx tx, Lti11Key key, MigrationClaim claim) {
    return claim.signedWith(key.secret())
        || key.previous()
            .filter(old -> claim.signedWith(old.secret()) && tx.now().isBefore(old.until()))
            .isPresent();
  }

  /** An id that the claim leaves out is the same in both versions. */
  private void link(Tx tx, long consumerId, MigrationClaim claim, Launch13 said) {
    claim.userId().ifPresent(old -> linkPerson(tx, consumerId, old, said));
    said.course().id().ifPresent(now -> linkPlace(tx, consumerId, now, claim, said));
  }

  private void linkPerson(Tx tx, long consumerId, String oldId, Launch13 said) {
    String newId = said.person().sub().orElseThrow();
    Optional<Long> old = aliases.findPerson(tx, consumerId, oldId);
    Optional<Long> now = aliases.findPerson(tx, consumerId, newId);
    if (old.isPresent()
        && !old.equals(now)
        && now.filter(person -> work.attempts().hasAny(tx, person)).isEmpty()
        && aliases.addPerson(tx, consumerId, newId, old.get())) {
      now.ifPresent(person -> work.changes().move(tx, person, old.get()));
    }
  }

  private void linkPlace(
      Tx tx, long consumerId, String newId, MigrationClaim claim, Launch13 said) {
    Optional<Long> old = aliases.findContext(tx, consumerId, claim.contextId().orElse(newId));
    Optional<Long> now = aliases.findContext(tx, consumerId, newId);
    boolean same = old.equals(now);
    if (old.isPresent()
        && (same || now.filter(course -> !work.exams().list(tx, course).isEmpty()).isEmpty())) {
      if (!same) {
        aliases.addContext(tx, consumerId, newId, old.get());
      }
      said.resourceLink().ifPresent(link -> linkLink(tx, old.get(), link.id(), claim));
    }
  }

  private void linkLink(Tx tx, long contextId, String newId, MigrationClaim claim) {
    Optional<IdAliases.FoundLink> old =
        claim.resourceLinkId().flatMap(id -> aliases.findLink(tx, contextId, id));
    Optional<IdAliases.FoundLink> now = aliases.findLink(tx, contextId, newId);
    if (old.isPresent() && !old.equals(now) && now.filter(IdAliases.FoundLink::opens).isEmpty()) {
      aliases.addLink(tx, contextId, newId, old.get().id());
    }
  }
}
