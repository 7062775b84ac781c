package org.examhall.web.instructor;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.examhall.core.exam.PackageProgress;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.text.Messages;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/**
 * Tells the upload page's script how far the server is, one JSON object a line: {@code
 * {"stage":"unpacking","done":1,"total":2}} while it works, then {@code {"location":…}} or {@code
 * {"problem":…}}.
 *
 * <p>Nothing is said while the file arrives: the browser knows how much it has sent, and none of
 * them reads an answer before that. An answer that ends without a last line has failed.
 */
public final class UploadProgress {
  private static final String TYPE = "application/x-ndjson";
  private static final String RECEIVING = "receiving";
  private static final long PAUSE_NANOS = Duration.ofMillis(200).toNanos();

  private final Json json;
  private final Messages messages;

  /** Words problems with {@code messages}. */
  public UploadProgress(Json json, Messages messages) {
    this.json = json;
    this.messages = messages;
  }

  /** The work to report on; returns the address to go on to. */
  interface Work {
    String run(PackageProgress listener) throws IOException;
  }

  boolean isWanted(Request request) {
    return request.header("Accept").filter(types -> types.contains(TYPE)).isPresent();
  }

  Response of(Request request, Work work) {
    Locale language = request.language();
    return Response.body(answer -> report(answer, language, work))
        .header("X-Accel-Buffering", "no");
  }

  private void report(HttpServletResponse answer, Locale language, Work work) throws IOException {
    answer.setContentType(TYPE + ";charset=utf-8");
    Lines lines = new Lines(answer.getWriter());
    try {
      lines.write(Map.of("location", work.run(lines)));
    } catch (Refused refused) {
      String key = refused.reason().messageKey();
      lines.write(Map.of("problem", messages.text(language, key, refused.details().toArray())));
    }
  }

  /** Writes a line when there is news: a new stage, or the same one a little later. */
  private final class Lines implements PackageProgress {
    private final PrintWriter out;
    private String stage = RECEIVING;
    private long writtenNanos;

    Lines(PrintWriter out) {
      this.out = out;
    }

    @Override
    public void report(String reached, long doneBytes, long totalBytes) {
      boolean early = reached.equals(stage) && System.nanoTime() - writtenNanos < PAUSE_NANOS;
      if (!reached.equals(RECEIVING) && !early) {
        stage = reached;
        writtenNanos = System.nanoTime();
        write(Map.of("stage", reached, "done", doneBytes, "total", totalBytes));
      }
    }

    /** A browser that has gone away is not noticed: the package is taken in all the same. */
    void write(Map<String, ?> line) {
      out.write(json.text(line) + "\n");
      out.flush();
    }
  }
}
