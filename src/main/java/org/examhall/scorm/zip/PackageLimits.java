package org.examhall.scorm.zip;

/**
 * How large an exam package may be. Every limit is counted on real bytes and names; what a header
 * says is believed only when it refuses sooner.
 *
 * <p>Measured: Numbas packages have about 50 files, 0.7 to 3 MB zipped, 3 to 9 MB unpacked.
 *
 * @param maxUploadBytes of the zip file
 * @param maxUnpackedBytes of all files together
 * @param maxFiles files and folders in the zip
 */
public record PackageLimits(long maxUploadBytes, long maxUnpackedBytes, int maxFiles) {
  /** Segments of a path: folders and the file. */
  static final int MAX_DEPTH = 16;

  /** Growth beyond this many times the upload is a bomb; text shrinks to a tenth, rarely more. */
  static final int MAX_RATIO = 100;

  /** Growth below this is no danger, whatever its ratio. */
  static final long RATIO_MATTERS_FROM_BYTES = 16L << 20;

  private static final int DIRECTORY_BYTES_PER_FILE = 192;
  private static final int SEARCH_BYTES = 256 << 10;

  /**
   * How much of the zip may be read to learn its table of contents, which is held in memory: enough
   * for {@code maxFiles} names of 80 characters, and for finding the table behind a long comment.
   */
  long maxDirectoryBytes() {
    return SEARCH_BYTES + (long) maxFiles * DIRECTORY_BYTES_PER_FILE;
  }
}
