package org.examhall.core.consumer;

/** Which claims of a registration's launches about ids of LTI 1.1 are followed. */
public enum EarlierIds {
  /** None. */
  OFF,
  /** Those signed with the secret of a key of the same consumer. */
  PROVEN,
  /** Also the bare user id, for which there is nothing but the platform's word. */
  TRUSTED
}
