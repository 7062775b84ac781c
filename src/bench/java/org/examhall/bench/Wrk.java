package org.examhall.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests by wrk in a closed loop over a few connections; every answer must be a good one. */
final class Wrk {
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
  private static final String CONNECTIONS = "16";

  /** Each line of a file once; after that from the beginning. */
  private static final String POST_LINES =
      """
      local bodies = {}
      local sent = 0

      function init(arguments)
        for line in io.lines(arguments[1]) do
          bodies[#bodies + 1] = line
        end
        wrk.method = "POST"
        wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
      end

      function request()
        sent = sent + 1
        return wrk.format(nil, nil, nil, bodies[(sent - 1) % #bodies + 1])
      end
      """;

  private final Path folder;

  /** Keeps its files in {@code folder}. */
  Wrk(Path folder) {
    this.folder = folder;
  }

  /** Answers a second to GET. */
  double get(String address, int seconds) {
    return run(seconds, List.of(address));
  }

  /** Answers a second to POST of forms, each of them sent once as long as they last. */
  double post(String address, List<String> forms, int seconds) {
    Path script = folder.resolve("post.lua");
    Path bodies = folder.resolve("forms");
    try {
      Files.writeString(script, POST_LINES);
      Files.write(bodies, forms);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return run(seconds, List.of("-s", script.toString(), address, "--", bodies.toString()));
  }

  private static double run(int seconds, List<String> what) {
    List<String> line = new ArrayList<>(List.of("wrk", "-t", "1", "-c", CONNECTIONS));
    line.addAll(List.of("-d", seconds + "s", "--timeout", "10s"));
    line.addAll(what);
    String said = said(line);
    Matcher rate = RATE.matcher(said);
    if (!rate.find() || said.contains("Non-2xx") || said.contains("Socket errors")) {
      throw new IllegalStateException("wrk said: " + said);
    }
    return Double.parseDouble(rate.group(1));
  }

  private static String said(List<String> line) {
    try {
      Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(line + " failed: " + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
