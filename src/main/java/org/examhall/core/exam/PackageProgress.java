package org.examhall.core.exam;

/** Told how far a package has come, for a progress bar. Called often; must return at once. */
@FunctionalInterface
public interface PackageProgress {
  /** Nobody is watching. */
  PackageProgress NONE = (stage, done, total) -> {};

  /**
   * One step further.
   *
   * @param stage {@code receiving}, {@code unpacking} or {@code compressing}
   * @param totalBytes of this stage, or -1 when unknown
   */
  void report(String stage, long doneBytes, long totalBytes);
}
