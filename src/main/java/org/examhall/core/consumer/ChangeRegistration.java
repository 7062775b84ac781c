package org.examhall.core.consumer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.examhall.core.user.Actor;
import org.examhall.core.user.AuditAction;
import org.examhall.core.user.AuditLog;
import org.examhall.kernel.sql.Tx;

/** Changes what is known of a registration, and writes down who did and what. */
public final class ChangeRegistration {
  private final Lti13Registrations registrations;
  private final AuditLog audit;

  /** Changes {@code registrations}, audited in {@code audit}. */
  public ChangeRegistration(Lti13Registrations registrations, AuditLog audit) {
    this.registrations = registrations;
    this.audit = audit;
  }

  /**
   * What a registration is to be.
   *
   * @param scopes what the platform granted; empty: not told
   */
  public record Wish(
      Lti13Platform platform, Lti13Rules rules, List<String> scopes, boolean active) {
    /** What holds now. */
    public static Wish of(Lti13Registration registration) {
      return new Wish(
          registration.platform(),
          registration.rules(),
          registration.scopes(),
          registration.active());
    }

    /** The same with another platform. */
    public Wish with(Lti13Platform other) {
      return new Wish(other, rules, scopes, active);
    }

    /** The same with other rules. */
    public Wish with(Lti13Rules other) {
      return new Wish(platform, other, scopes, active);
    }

    /** The same with other scopes. */
    public Wish with(List<String> other) {
      return new Wish(platform, rules, other, active);
    }

    /** The same, active or not. */
    public Wish with(boolean other) {
      return new Wish(platform, rules, scopes, other);
    }

    private Map<String, String> words() {
      Map<String, String> words = new LinkedHashMap<>(rules.words());
      words.put("issuer", platform.issuer());
      words.put("client-id", platform.clientId());
      words.put("authorization-url", platform.authorizationUrl());
      words.put("token-url", platform.tokenUrl());
      words.put("key-set-url", platform.keySetUrl());
      words.put("token-audience", platform.tokenAudience());
      words.put("product", platform.product());
      words.put("scopes", String.join(" ", scopes));
      words.put("active", active ? "on" : "off");
      return words;
    }
  }

  /** Saves it; refused when a part is unusable. What changes nothing leaves no trace. */
  public void run(Tx tx, Actor actor, Lti13Registration before, Wish wish) {
    wish.platform().requireUsable();
    wish.rules().requireUsable();
    Map<String, String> changes = changes(Wish.of(before).words(), wish.words());
    if (changes.isEmpty()) {
      return;
    }
    registrations.savePlatform(tx, before.id(), wish.platform());
    registrations.saveRules(tx, before.id(), wish.rules());
    registrations.saveScopes(tx, before.id(), wish.scopes());
    registrations.setActive(tx, before.id(), wish.active());
    audit.add(tx, actor, AuditAction.REGISTRATION_CHANGED, "registration:" + before.id(), changes);
  }

  private static Map<String, String> changes(Map<String, String> old, Map<String, String> now) {
    Map<String, String> changes = new LinkedHashMap<>();
    now.forEach(
        (name, value) -> {
          if (!value.equals(old.get(name))) {
            changes.put(name, old.get(name) + " to " + value);
          }
        });
    return changes;
  }
}
