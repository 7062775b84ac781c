package org.examhall.scorm.zip;

/** Told how far an upload has come, for a progress bar. Called often; must return at once. */
@FunctionalInterface
public interface UnpackProgress {
  /** What is being done. */
  enum Stage {
    RECEIVING,
    UNPACKING,
    COMPRESSING
  }

  /** Nobody is watching. */
  UnpackProgress NONE = (stage, doneBytes, totalBytes) -> {};

  /**
   * One step further.
   *
   * @param totalBytes of this stage, or -1 when unknown
   */
  void report(Stage stage, long doneBytes, long totalBytes);
}
