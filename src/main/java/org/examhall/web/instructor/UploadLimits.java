package org.examhall.web.instructor;

/**
 * What an upload page promises to accept.
 *
 * @param uploadMegabytes of the zip file
 * @param unpackedMegabytes of its files together
 * @param files in it
 */
public record UploadLimits(int uploadMegabytes, int unpackedMegabytes, int files) {
  /** The same in bytes. */
  public long uploadBytes() {
    return (long) uploadMegabytes << 20;
  }
}
