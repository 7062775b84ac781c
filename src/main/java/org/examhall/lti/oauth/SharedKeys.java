package org.examhall.lti.oauth;

import java.util.Optional;

/** Where the shared keys are kept. */
@FunctionalInterface
public interface SharedKeys {
  /** The key of this name, disabled ones too; empty when there is none. */
  Optional<SharedKey> find(String consumerKey);
}
