package org.examhall.scorm.zip;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.examhall.scorm.problem.PackageReason;
import org.examhall.scorm.serve.PackagePath;

/**
 * Judges the table of contents of an uploaded zip before anything is written.
 *
 * <p>A single bad entry refuses the whole upload: a package with a hole in it would fail in front
 * of a student. Source: PKWARE APPNOTE 4.3 and 4.4; Fifield, A better zip bomb (overlaps).
 */
final class ZipEntries {
  private static final int UNIX_TYPE_MASK = 0170000;
  private static final int UNIX_REGULAR = 0100000;
  private static final int UNIX_FOLDER = 0040000;
  private static final int MIN_LOCAL_HEADER_BYTES = 30;

  private final PackageLimits limits;
  private final Set<String> fileKeys = new HashSet<>();

  ZipEntries(PackageLimits limits) {
    this.limits = limits;
  }

  /** A file of the zip and the safe place it goes to. */
  record Member(ZipArchiveEntry entry, PackagePath path) {}

  /** The files to unpack, in the order in which they lie in the zip; folders follow from them. */
  List<Member> check(List<ZipArchiveEntry> entries, long zipBytes) {
    if (entries.size() > limits.maxFiles()) {
      throw PackageReason.TOO_MANY_FILES.refuse(limits.maxFiles());
    }
    List<Member> members = new ArrayList<>();
    for (ZipArchiveEntry entry : entries) {
      PackagePath path = safePath(entry);
      checkForm(entry);
      if (!entry.isDirectory()) {
        addKey(path);
        members.add(new Member(entry, path));
      }
    }
    members.forEach(this::checkNoFileIsFolder);
    checkOverlap(entries, zipBytes);
    checkDeclaredSize(members);
    return members;
  }

  private static PackagePath safePath(ZipArchiveEntry entry) {
    String name = entry.getName();
    // The library turns backslashes of entries made on DOS into slashes, so the raw name is asked.
    String raw = new String(entry.getRawName(), StandardCharsets.ISO_8859_1);
    String fileName = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    Optional<String> objection =
        raw.indexOf('\\') >= 0 ? PackagePath.objection("\\") : PackagePath.objection(fileName);
    objection.ifPresent(
        words -> {
          throw PackageReason.UNSAFE_NAME.refuse(name, words);
        });
    PackagePath path = PackagePath.of(fileName);
    if (path.depth() > PackageLimits.MAX_DEPTH) {
      throw PackageReason.TOO_DEEP.refuse(name, PackageLimits.MAX_DEPTH);
    }
    return path;
  }

  private static void checkForm(ZipArchiveEntry entry) {
    int unixType = entry.getUnixMode() & UNIX_TYPE_MASK;
    if (unixType != 0 && unixType != UNIX_REGULAR && unixType != UNIX_FOLDER) {
      throw PackageReason.SPECIAL_FILE.refuse(entry.getName());
    }
    if (entry.getGeneralPurposeBit().usesEncryption()) {
      throw PackageReason.ENCRYPTED.refuse(entry.getName());
    }
    if (entry.getMethod() != ZipEntry.STORED && entry.getMethod() != ZipEntry.DEFLATED) {
      throw PackageReason.UNSUPPORTED_COMPRESSION.refuse(entry.getName());
    }
  }

  private void addKey(PackagePath path) {
    if (!fileKeys.add(key(path.toString()))) {
      throw PackageReason.DUPLICATE_NAME.refuse(path);
    }
  }

  private void checkNoFileIsFolder(Member member) {
    String key = key(member.path().toString());
    for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', slash + 1)) {
      if (fileKeys.contains(key.substring(0, slash))) {
        throw PackageReason.DUPLICATE_NAME.refuse(key.substring(0, slash));
      }
    }
  }

  /** What a file system that ignores case and Unicode composition takes the name for. */
  private static String key(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  private static void checkOverlap(List<ZipArchiveEntry> entries, long zipBytes) {
    List<ZipArchiveEntry> byPlace = new ArrayList<>(entries);
    byPlace.sort(Comparator.comparingLong(ZipArchiveEntry::getLocalHeaderOffset));
    long end = 0;
    for (ZipArchiveEntry entry : byPlace) {
      if (entry.getLocalHeaderOffset() < end) {
        throw PackageReason.OVERLAP.refuse(entry.getName());
      }
      long data = entry.getDataOffset();
      end = data + entry.getCompressedSize();
      if (data < entry.getLocalHeaderOffset() + MIN_LOCAL_HEADER_BYTES
          || end < data
          || end > zipBytes) {
        throw PackageReason.DAMAGED.refuse(entry.getName());
      }
    }
  }

  private void checkDeclaredSize(List<Member> members) {
    long total = 0;
    for (Member member : members) {
      total += member.entry().getSize();
      if (total < 0 || total > limits.maxUnpackedBytes()) {
        throw PackageReason.TOO_MUCH_UNPACKED.refuse(Size.words(limits.maxUnpackedBytes()));
      }
    }
  }
}
