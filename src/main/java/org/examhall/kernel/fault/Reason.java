package org.examhall.kernel.fault;

/** One way a feature can refuse; implemented by one enum per feature. */
public interface Reason {
  /** What sort of refusal this is. */
  Kind kind();

  /**
   * Key of the plain words for the reader, in {@code messages/}; placeholders in {@code {0}} style.
   */
  String messageKey();
}
