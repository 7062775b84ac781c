package org.examhall.bridge.launch;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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

  /** The keys of one platform, for one launch that has read what is known of them. */
  KeySource of(Lti13Registration registration, PlatformKeys.Known stored) {
    return new KeySource() {
      @Override
      public PlatformKeySet known() {
        return FetchedKeys.this.known(registration, stored);
      }

      @Override
      public Optional<PlatformKeySet> refetched() {
        return refresh(registration);
      }
    };
  }

  /**
   * A platform's keys, fetched now, unless somebody did within the minute; who is at it is waited
   * for. Empty when they could not be had.
   */
  public Optional<PlatformKeySet> refresh(Lti13Registration registration) {
    return claim(registration) ? fetch(registration) : parsed(registration, settled(registration));
  }

  private PlatformKeySet known(Lti13Registration registration, PlatformKeys.Known stored) {
    Optional<PlatformKeySet> read = parsed(registration, stored);
    if (read.isPresent() && stored.isFresh()) {
      return read.get();
    }
    Optional<PlatformKeySet> now =
        claim(registration)
            ? fetch(registration)
            : read.or(() -> parsed(registration, settled(registration)));
    return now.or(() -> read).orElseThrow(() -> new Refused(Fault13.KEYS_UNREACHABLE));
  }

  /** What is known once nobody is fetching any more, or whoever is has taken too long. */
  private PlatformKeys.Known settled(Lti13Registration registration) {
    long endNanos = System.nanoTime() + patience.toNanos();
    PlatformKeys.Known stored = find(registration);
    while (stored.isSought() && System.nanoTime() < endNanos) {
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      stored = find(registration);
    }
    return stored;
  }

  private PlatformKeys.Known find(Lti13Registration registration) {
    return db.read(tx -> keys.of(tx, registration));
  }

  private boolean claim(Lti13Registration registration) {
    String url = registration.platform().keySetUrl();
    return db.single(tx -> keys.claim(tx, registration.id(), url, PAUSE));
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
      Lti13Registration registration, PlatformKeys.Known stored) {
    return stored.keySet().isEmpty()
        ? Optional.empty()
        : parsed(registration.id(), stored.keySet());
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
