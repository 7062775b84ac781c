package org.examhall.lti.jose;

import java.util.Optional;

/** Where the keys of one platform come from; remembering and fetching them is the caller's. */
public interface KeySource {

  /** The keys as last fetched; may refuse with {@code KEYS_UNREACHABLE} when there are none. */
  PlatformKeySet known();

  /**
   * The keys as they are now, asked for at most once a token, when it names a key that is not
   * known. Those that were fetched within the last minute are taken to be.
   *
   * <p>Empty: they could not be had.
   */
  Optional<PlatformKeySet> refetched();
}
