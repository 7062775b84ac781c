package org.examhall.scorm.zip;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.examhall.scorm.problem.PackageReason;
import org.examhall.scorm.zip.ZipEntries.Member;

/**
 * Unpacks an uploaded zip below a folder, counting every byte it writes.
 *
 * <p>Reads with commons-compress rather than {@code java.util.zip}: only it shows what an attack
 * hides in (entries of the same name, raw names, Unix file types, encryption, where each entry
 * lies), and unlike a stream reader it trusts one table, the one at the end, for all of them. It
 * checks neither sizes nor checksums; that is done here. Errors: {@code Refused} with a {@link
 * PackageReason}; what was written until then is left for the caller to remove.
 */
final class Unzipper {
  private static final int BUFFER_BYTES = 64 << 10;
  private static final int END_RECORD_BYTES = 22;
  private static final int MAX_COMMENT_BYTES = 0xFFFF;

  private final PackageLimits limits;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private long zipBytes;
  private long writtenBytes;

  Unzipper(PackageLimits limits) {
    this.limits = limits;
  }

  /** Unpacks all; the folder must exist and be empty. */
  void run(Path zip, Path folder, UnpackProgress progress) throws IOException {
    zipBytes = Files.size(zip);
    try (BoundedChannel channel =
            new BoundedChannel(FileChannel.open(zip), limits.maxDirectoryBytes());
        ZipFile archive = open(zip, channel)) {
      List<ZipArchiveEntry> entries = Collections.list(archive.getEntriesInPhysicalOrder());
      channel.release();
      List<Member> members = new ZipEntries(limits).check(entries, zipBytes);
      long totalBytes = members.stream().mapToLong(member -> member.entry().getSize()).sum();
      for (Member member : members) {
        unpack(archive, member, member.path().below(folder));
        progress.report(UnpackProgress.Stage.UNPACKING, writtenBytes, totalBytes);
      }
    }
  }

  private ZipFile open(Path zip, BoundedChannel channel) throws IOException {
    try {
      return ZipFile.builder().setSeekableByteChannel(channel).get();
    } catch (IOException e) {
      // The library wraps every cause alike, so the cause is found out here.
      if (channel.isExhausted()) {
        throw PackageReason.TOO_MANY_FILES.refuse(limits.maxFiles());
      }
      throw hasEndRecord(zip)
          ? PackageReason.DAMAGED.refuse("the table of contents")
          : PackageReason.CUT_SHORT.refuse(Size.words(zipBytes));
    }
  }

  /** Whether the record that ends every zip file stands near the end of this one. */
  private boolean hasEndRecord(Path zip) throws IOException {
    try (InputStream in = Files.newInputStream(zip)) {
      in.skipNBytes(Math.max(0, zipBytes - END_RECORD_BYTES - MAX_COMMENT_BYTES));
      String end = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      int record = end.lastIndexOf("PK\5\6");
      return record >= 0 && record + END_RECORD_BYTES <= end.length();
    }
  }

  private void unpack(ZipFile archive, Member member, Path target) throws IOException {
    ZipArchiveEntry entry = member.entry();
    Files.createDirectories(target.getParent());
    CRC32 checksum = new CRC32();
    long bytes = 0;
    try (InputStream in = archive.getInputStream(entry);
        OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
      for (int n = read(in, entry); n >= 0; n = read(in, entry)) {
        bytes += n;
        count(n);
        if (bytes > entry.getSize()) {
          throw PackageReason.FALSE_SIZE.refuse(entry.getName());
        }
        checksum.update(buffer, 0, n);
        out.write(buffer, 0, n);
      }
    }
    if (bytes != entry.getSize()) {
      throw PackageReason.FALSE_SIZE.refuse(entry.getName());
    }
    if (checksum.getValue() != entry.getCrc()) {
      throw PackageReason.DAMAGED.refuse(entry.getName());
    }
  }

  private int read(InputStream in, ZipArchiveEntry entry) throws IOException {
    try {
      return in.read(buffer);
    } catch (ZipException | EOFException e) {
      throw PackageReason.DAMAGED.refuse(entry.getName());
    }
  }

  private void count(int bytes) {
    writtenBytes += bytes;
    if (writtenBytes > limits.maxUnpackedBytes()) {
      throw PackageReason.TOO_MUCH_UNPACKED.refuse(Size.words(limits.maxUnpackedBytes()));
    }
    if (writtenBytes > PackageLimits.RATIO_MATTERS_FROM_BYTES
        && writtenBytes / PackageLimits.MAX_RATIO > zipBytes) {
      throw PackageReason.TOO_DENSE.refuse(PackageLimits.MAX_RATIO);
    }
  }
}
