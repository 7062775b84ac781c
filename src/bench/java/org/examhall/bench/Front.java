package org.examhall.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * A real NGINX in front of several web processes, without TLS, and with everything else that says
 * which process a request goes to from {@code nginx/}.
 */
final class Front implements AutoCloseable {
  private static final Pattern CHOICE =
      Pattern.compile("^(map \\$http_upgrade|upstream) .*?^}", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern PROXY = Pattern.compile("^proxy_.*;$", Pattern.MULTILINE);

  private static final String AROUND =
      """
      daemon off;
      %s
      worker_processes 2;
      pid nginx.pid;
      events { worker_connections 2048; }
      http {
          access_log off;
          client_body_temp_path body;
          proxy_temp_path proxy;
          fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi;
          scgi_temp_path scgi;
          %s
          server {
              listen 127.0.0.1:%d;
              client_max_body_size 16m;
              %s
              location / { proxy_pass http://examhall; }
          }
      }
      """;

  private final Path home;
  private final int port;
  private final Process process;

  /** Listens on the rig's port for the processes on {@code ports}. */
  Front(Rig rig, List<Integer> ports) {
    this.port = rig.port();
    try {
      this.home = Files.createDirectories(rig.home().resolve("nginx"));
      Files.writeString(home.resolve("nginx.conf"), configuration(ports));
      this.process =
          new ProcessBuilder(
                  program(), "-p", home.toString(), "-c", "nginx.conf", "-e", "error.log")
              .redirectErrorStream(true)
              .redirectOutput(home.resolve("output.log").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> answers() || !process.isAlive());
    if (!process.isAlive()) {
      throw new IllegalStateException("nginx did not start, see " + home);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String configuration(List<Integer> ports) throws IOException {
    String servers =
        ports.stream()
            .map(p -> "server 127.0.0.1:" + p + " max_fails=0;")
            .collect(Collectors.joining("\n"));
    String choice = all(CHOICE, "examhall.conf").replace("@UPSTREAMS@", servers);
    boolean root = "root".equals(System.getProperty("user.name"));
    return AROUND.formatted(
        root ? "user root;" : "", choice, port, all(PROXY, "examhall-server.conf"));
  }

  private static String all(Pattern pattern, String template) throws IOException {
    String text = Files.readString(Path.of("nginx", template));
    return pattern
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.joining("\n"));
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static String program() {
    Path usual = Path.of("/usr/sbin/nginx");
    return Files.isExecutable(usual) ? usual.toString() : "nginx";
  }
}
