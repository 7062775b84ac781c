package org.examhall.scorm.zip;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Tells from its first bytes what a file is, so that a refusal can name it. */
final class Signature {
  /** How many bytes are looked at. */
  static final int BYTES = 16;

  private static final List<Signature> KNOWN =
      List.of(
          new Signature("PK\5\6", "it is a zip file with nothing in it"),
          new Signature("PK", "it is part of a split zip file"),
          new Signature("Rar!", "it is a RAR archive"),
          new Signature("7z\u00bc\u00af", "it is a 7-Zip archive"),
          new Signature("\u001f\u008b", "it is a gzip file"),
          new Signature("%PDF", "it is a PDF document"),
          new Signature("\u0089PNG", "it is a picture"),
          new Signature("\u00ff\u00d8\u00ff", "it is a picture"),
          new Signature("GIF8", "it is a picture"),
          new Signature("\u00d0\u00cf\u0011\u00e0", "it is an old Office document"),
          new Signature("// numbas", "it is the source of a Numbas exam, not the exported exam"),
          new Signature("<", "it is a web page or an XML file"),
          new Signature("{", "it is a JSON file"));

  private final String start;
  private final String words;

  private Signature(String start, String words) {
    this.start = start;
    this.words = words;
  }

  static boolean isZip(byte[] head) {
    return text(head).startsWith("PK\3\4");
  }

  static String describe(byte[] head) {
    String text = text(head).stripLeading().toLowerCase(Locale.ROOT);
    return KNOWN.stream()
        .filter(known -> text.startsWith(known.start.toLowerCase(Locale.ROOT)))
        .map(known -> known.words)
        .findFirst()
        .orElse("it does not start like one");
  }

  private static String text(byte[] head) {
    byte[] looked = Arrays.copyOf(head, Math.min(head.length, BYTES));
    return new String(looked, StandardCharsets.ISO_8859_1);
  }
}
