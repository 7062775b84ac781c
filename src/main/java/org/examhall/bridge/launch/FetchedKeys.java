package org.examhall.bridge.launch;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.examhall.core.consumer.Lti13Registration;
import org.examhall.core.consumer.PlatformKeys;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.net.Outbound;
import org.examhall.kernel.net.OutboundAnswer;
import org.examhall.kernel.net.OutboundFailed;
import org.examhall.kernel.net.OutboundRequest;
import org.examhall.kernel.sql.Db;
import org.examhall.lti.Fault13;
import org.examhall.lti.jose.KeySource;
import org.examhall.lti.jose.PlatformKeySet;

/**
 * The keys of platforms: fetched, remembered in the database for all processes, and looked up anew
 * when a token names one that is not known.
 *
 * <p>Fetched at most once a minute for each registration, whoever asks; who comes meanwhile waits
 * for that one. While the platform fails, the keys it had serve a day longer. Threads: any. Source:
 * Security Framework 1.1 section 6.3; LA-05.
 */
public final class FetchedKeys {
  private static final Duration STALE_LIFETIME = Duration.ofHours(24);
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final int MOST_BYTES = 256 * 1024;

  private final Db db;
  private final PlatformKeys keys;
  private final Outbound outbound;
  private final Duration patience;
  private final Map<Long, ReadKeys> read = new ConcurrentHashMap<>();

  private record ReadKeys(String text, Optional<PlatformKeySet> keys) {}

  /**
   * Fetches through {@code outbound}.
   *
   * @param patience how long to wait for somebody else who is fetching: as long as a call may take
   */
  public FetchedKeys(Db db, PlatformKeys keys, Outbound outbound, Duration patience) {
    this.db = db;
    this.keys = keys;
    this.outbound = outbound;
    this.patience = patience;
  }

  /** The keys of one platform, for one launch. */
  KeySource of(Lti13Registration registration) {
    return new KeySource() {
      @Override
      public PlatformKeySet known() {
        return FetchedKeys.this.known(registration);
      }

      @Override
      public Optional<PlatformKeySet> refetched() {
        return claim(registration) ? fetch(registration) : Optional.empty();
      }
    };
  }

  /** Fetches a platform's keys now, unless somebody did within the minute. */
  public void refresh(Lti13Registration registration) {
    if (claim(registration)) {
      fetch(registration);
    }
  }

  private PlatformKeySet known(Lti13Registration registration) {
    Optional<PlatformKeys.Known> stored = find(registration);
    if (stored.filter(PlatformKeys.Known::isFresh).isPresent()) {
      return parsed(registration, stored).orElseThrow();
    }
    if (claim(registration)) {
      fetch(registration);
      return parsed(registration, find(registration))
          .orElseThrow(() -> new Refused(Fault13.KEYS_UNREACHABLE));
    }
    return parsed(registration, stored).orElseGet(() -> awaited(registration));
  }

  /** Somebody is fetching the first keys, or failed to within the minute. */
  private PlatformKeySet awaited(Lti13Registration registration) {
    long endNanos = System.nanoTime() + patience.toNanos();
    Optional<PlatformKeys.Known> stored = find(registration);
    while (parsed(registration, stored).isEmpty()
        && stored.filter(known -> known.problem().isEmpty()).isPresent()
        && System.nanoTime() < endNanos) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_AGAIN.toMillis()));
      stored = find(registration);
    }
    return parsed(registration, stored).orElseThrow(() -> new Refused(Fault13.KEYS_UNREACHABLE));
  }

  private Optional<PlatformKeys.Known> find(Lti13Registration registration) {
    String url = registration.platform().keySetUrl();
    return db.read(tx -> keys.find(tx, registration.id(), url, STALE_LIFETIME));
  }

  private boolean claim(Lti13Registration registration) {
    String url = registration.platform().keySetUrl();
    return db.tx(tx -> keys.claim(tx, registration.id(), url, PAUSE));
  }

  private Optional<PlatformKeySet> fetch(Lti13Registration registration) {
    String url = registration.platform().keySetUrl();
    try {
      OutboundAnswer answer =
          outbound.send(
              new OutboundRequest(
                  "GET",
                  URI.create(url),
                  Map.of("Accept", "application/jwk-set+json, application/json"),
                  new byte[0],
                  MOST_BYTES));
      String text = new String(answer.body(), StandardCharsets.UTF_8);
      Optional<PlatformKeySet> found =
          answer.status() == 200 && answer.body().length <= MOST_BYTES
              ? PlatformKeySet.parse(text)
              : Optional.empty();
      db.run(
          tx -> {
            if (found.isPresent()) {
              keys.save(tx, registration.id(), url, text, KeyLifetime.of(answer));
            } else {
              keys.saveProblem(tx, registration.id(), "http_" + answer.status());
            }
          });
      return found;
    } catch (OutboundFailed | IllegalArgumentException e) {
      String problem = e instanceof OutboundFailed failed ? failed.why().name() : "BAD_ADDRESS";
      db.run(tx -> keys.saveProblem(tx, registration.id(), problem));
      return Optional.empty();
    }
  }

  private Optional<PlatformKeySet> parsed(
      Lti13Registration registration, Optional<PlatformKeys.Known> stored) {
    return stored
        .map(PlatformKeys.Known::keySet)
        .filter(text -> !text.isEmpty())
        .flatMap(text -> parsed(registration.id(), text));
  }

  /** Reading an RSA key costs more than its text: a class that launches reads it once. */
  private Optional<PlatformKeySet> parsed(long registrationId, String text) {
    return read.compute(
            registrationId,
            (id, last) ->
                last != null && last.text().equals(text)
                    ? last
                    : new ReadKeys(text, PlatformKeySet.parse(text)))
        .keys();
  }
}
