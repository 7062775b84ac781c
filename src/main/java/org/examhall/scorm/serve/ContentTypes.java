package org.examhall.scorm.serve;

import java.util.Locale;
import java.util.Map;

/**
 * The content type of a file, by its name alone, from a fixed table.
 *
 * <p>A table of our own because the system's differs from host to host, and because a browser told
 * {@code nosniff} runs scripts and styles of exactly these types only. Unknown names are {@code
 * application/octet-stream}, which no browser runs. Source: IANA media types; WHATWG MIME sniffing.
 */
public final class ContentTypes {
  private static final String UNKNOWN = "application/octet-stream";
  private static final String UTF_8 = ";charset=utf-8";

  private static final Map<String, String> BY_EXTENSION =
      Map.ofEntries(
          Map.entry("html", "text/html" + UTF_8),
          Map.entry("htm", "text/html" + UTF_8),
          Map.entry("xhtml", "application/xhtml+xml"),
          Map.entry("css", "text/css" + UTF_8),
          Map.entry("js", "text/javascript" + UTF_8),
          Map.entry("mjs", "text/javascript" + UTF_8),
          Map.entry("json", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("exam", "text/plain" + UTF_8),
          Map.entry("txt", "text/plain" + UTF_8),
          Map.entry("md", "text/plain" + UTF_8),
          Map.entry("csv", "text/csv" + UTF_8),
          Map.entry("vtt", "text/vtt" + UTF_8),
          Map.entry("srt", "text/plain" + UTF_8),
          Map.entry("xml", "application/xml"),
          Map.entry("xsd", "application/xml"),
          Map.entry("xsl", "application/xml"),
          Map.entry("xslt", "application/xslt+xml"),
          Map.entry("dtd", "application/xml-dtd"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("gif", "image/gif"),
          Map.entry("webp", "image/webp"),
          Map.entry("avif", "image/avif"),
          Map.entry("bmp", "image/bmp"),
          Map.entry("ico", "image/vnd.microsoft.icon"),
          Map.entry("woff", "font/woff"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("ttf", "font/ttf"),
          Map.entry("otf", "font/otf"),
          Map.entry("eot", "application/vnd.ms-fontobject"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("m4a", "audio/mp4"),
          Map.entry("oga", "audio/ogg"),
          Map.entry("ogg", "audio/ogg"),
          Map.entry("wav", "audio/wav"),
          Map.entry("weba", "audio/webm"),
          Map.entry("mp4", "video/mp4"),
          Map.entry("m4v", "video/mp4"),
          Map.entry("ogv", "video/ogg"),
          Map.entry("webm", "video/webm"),
          Map.entry("pdf", "application/pdf"),
          Map.entry("wasm", "application/wasm"),
          Map.entry("ggb", "application/vnd.geogebra.file"),
          Map.entry("zip", "application/zip"));

  private ContentTypes() {}

  /** The type to send for a file of that name, with its charset where it is text. */
  public static String of(String fileName) {
    int dot = fileName.lastIndexOf('.');
    String extension = fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    return dot < 0 ? UNKNOWN : BY_EXTENSION.getOrDefault(extension, UNKNOWN);
  }

  /** Whether files of that name are text that gzip makes smaller. */
  public static boolean isCompressible(String fileName) {
    String type = of(fileName);
    return type.startsWith("text/")
        || type.contains("json")
        || type.contains("xml")
        || type.endsWith("wasm")
        || type.endsWith("ttf")
        || type.endsWith("otf")
        || type.endsWith("fontobject")
        || type.endsWith("icon");
  }
}
