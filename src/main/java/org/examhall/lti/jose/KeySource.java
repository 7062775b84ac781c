package org.examhall.lti.jose;

import java.util.Optional;

/** Where the keys of one platform come from; remembering and fetching them is the caller's. */
public interface KeySource {

  /** The keys as last fetched; may refuse with {@code KEYS_UNREACHABLE} when there are none. */
  PlatformKeySet known();

  /**
   * The keys as they are now, asked for at most once a token, when it names a key that is not
   * known.
   *
   * <p>Empty: they were fetched too recently to ask again.
   */
  Optional<PlatformKeySet> refetched();
}
