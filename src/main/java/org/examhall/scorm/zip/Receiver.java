package org.examhall.scorm.zip;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import org.examhall.scorm.problem.PackageReason;

/**
 * Takes an upload in: to a file, counted, hashed while it streams.
 *
 * <p>What can be refused by its announcement or its first bytes is refused before the rest is read.
 */
final class Receiver {
  /** What browsers call a zip file; "octet-stream" where the system has no name for it. */
  private static final Set<String> ZIP_TYPES =
      Set.of(
          "",
          "application/zip",
          "application/x-zip",
          "application/x-zip-compressed",
          "application/x-compressed",
          "application/octet-stream",
          "multipart/x-zip");

  private static final int BUFFER_BYTES = 64 << 10;

  private final PackageLimits limits;

  Receiver(PackageLimits limits) {
    this.limits = limits;
  }

  /** What arrived. */
  record Received(String sha256, long bytes) {}

  /** Writes the upload to the file, which must not exist yet. */
  Received run(Upload upload, Path target, UnpackProgress progress) throws IOException {
    checkAnnouncement(upload);
    byte[] head = upload.content().readNBytes(Signature.BYTES);
    if (head.length == 0) {
      throw PackageReason.EMPTY.refuse();
    }
    if (!Signature.isZip(head)) {
      throw PackageReason.NOT_A_ZIP.refuse(Signature.describe(head));
    }
    Received received = copy(head, upload, target, progress);
    if (received.bytes() < upload.declaredBytes()) {
      throw PackageReason.CUT_SHORT.refuse(Size.words(received.bytes()));
    }
    return received;
  }

  private void checkAnnouncement(Upload upload) {
    String name = upload.fileName();
    if (name.contains("/") || name.contains("\\") || name.indexOf('\0') >= 0) {
      throw PackageReason.UNUSABLE_FILE_NAME.refuse(name);
    }
    String type = upload.contentType().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!ZIP_TYPES.contains(type)) {
      throw PackageReason.WRONG_TYPE.refuse(type);
    }
    if (upload.declaredBytes() == 0) {
      throw PackageReason.EMPTY.refuse();
    }
    checkSize(upload.declaredBytes());
  }

  private void checkSize(long bytes) {
    if (bytes > limits.maxUploadBytes()) {
      throw PackageReason.TOO_BIG.refuse(Size.words(limits.maxUploadBytes()));
    }
  }

  private Received copy(byte[] head, Upload upload, Path target, UnpackProgress progress)
      throws IOException {
    MessageDigest digest = sha256();
    long bytes = 0;
    try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      System.arraycopy(head, 0, buffer, 0, head.length);
      InputStream in = upload.content();
      for (int n = head.length; n >= 0; n = in.read(buffer)) {
        bytes += n;
        checkSize(bytes);
        digest.update(buffer, 0, n);
        out.write(buffer, 0, n);
        progress.report(UnpackProgress.Stage.RECEIVING, bytes, upload.declaredBytes());
      }
    }
    return new Received(HexFormat.of().formatHex(digest.digest()), bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
