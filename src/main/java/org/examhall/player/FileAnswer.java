package org.examhall.player;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.examhall.scorm.serve.PackageFile;
import org.examhall.web.http.Response;

/**
 * Sends a file, or one range of it, in a form that browsers keep for ever.
 *
 * <p>Several ranges at once are answered with the whole file, as the standard allows. Source: RFC
 * 9110 14, RFC 8246.
 */
final class FileAnswer {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /** Bytes {@code from} to {@code to}, both included. */
  private record Range(long from, long to) {
    long length() {
      return to - from + 1;
    }
  }

  private FileAnswer() {}

  static Response of(PackageFile file, Optional<String> rangeHeader) {
    Range whole = new Range(0, file.bytes() - 1);
    Optional<Range> asked = rangeHeader.flatMap(header -> range(header, file.bytes()));
    if (asked.isPresent() && asked.get().from() >= file.bytes()) {
      return Response.text("text/plain", "")
          .status(416)
          .header("Content-Range", "bytes */" + file.bytes());
    }
    Response response = body(file, asked.orElse(whole));
    asked.ifPresent(
        part ->
            response
                .status(206)
                .header(
                    "Content-Range",
                    "bytes " + part.from() + "-" + part.to() + "/" + file.bytes()));
    if (file.gzip()) {
      response.header("Content-Encoding", "gzip");
    }
    return response
        .header("Accept-Ranges", "bytes")
        .header("Vary", "Accept-Encoding")
        .header("Cache-Control", "private, max-age=31536000, immutable")
        .header("X-Content-Type-Options", "nosniff")
        .header("Cross-Origin-Resource-Policy", "same-origin");
  }

  private static Response body(PackageFile file, Range range) {
    return Response.body(
        response -> {
          response.setContentType(file.contentType());
          response.setContentLengthLong(range.length());
          send(file, range, response.getOutputStream());
        });
  }

  private static void send(PackageFile file, Range range, OutputStream out) throws IOException {
    try (FileChannel from = FileChannel.open(file.file())) {
      WritableByteChannel to = Channels.newChannel(out);
      long position = range.from();
      long left = range.length();
      while (left > 0) {
        long sent = from.transferTo(position, left, to);
        if (sent <= 0) {
          throw new IOException("the file became shorter while it was sent");
        }
        position += sent;
        left -= sent;
      }
    }
  }

  /** The range that a header asks for; empty when it is to be ignored. */
  private static Optional<Range> range(String header, long size) {
    Matcher matcher = RANGE.matcher(header.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String from = matcher.group(1);
    String to = matcher.group(2);
    if (from.isEmpty()) {
      return to.isEmpty() ? Optional.empty() : Optional.of(lastBytes(Long.parseLong(to), size));
    }
    long start = Long.parseLong(from);
    long end = to.isEmpty() ? size - 1 : Math.min(Long.parseLong(to), size - 1);
    return end < start && start < size ? Optional.empty() : Optional.of(new Range(start, end));
  }

  private static Range lastBytes(long count, long size) {
    return new Range(count == 0 ? size : Math.max(0, size - count), size - 1);
  }
}
