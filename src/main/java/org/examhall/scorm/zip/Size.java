package org.examhall.scorm.zip;

import java.util.Locale;

/** Byte counts as people read them. */
final class Size {
  private Size() {}

  static String words(long bytes) {
    if (bytes < 1 << 10) {
      return bytes + " bytes";
    }
    if (bytes < 1 << 20) {
      return String.format(Locale.ROOT, "%.0f KB", bytes / 1024.0);
    }
    return bytes < 1 << 30
        ? String.format(Locale.ROOT, "%.0f MB", bytes / 1_048_576.0)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1_073_741_824.0);
  }
}
