package org.examhall.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.examhall.demo.server.Ports;
import org.examhall.kernel.config.Option;

/**
 * A real NGINX with TLS in front of the site, from the templates that are also installed on servers
 * (the folder {@code nginx}): the app as {@code exams.localhost}, the content as {@code
 * content.localhost}, both of which browsers take for this machine.
 */
public final class Nginx implements AutoCloseable {
  private static final String APP_HOST = "exams.localhost";
  private static final String CONTENT_HOST = "content.localhost";

  private static final String AROUND =
      """
      daemon off;
      %s
      worker_processes 1;
      pid nginx.pid;
      error_log error.log warn;
      events { worker_connections 512; }
      http {
          default_type application/octet-stream;
          client_body_temp_path body;
          proxy_temp_path proxy;
          fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi;
          scgi_temp_path scgi;
          include examhall.conf;
      }
      """;

  private final int port = Ports.free();
  private final Path home = TestFolder.of("nginx-" + port);
  private final int upstream;
  private final Process process;

  private Nginx(int upstream) {
    this.upstream = upstream;
    folder();
    certificate();
    write("examhall.conf", filled("examhall.conf"));
    write("examhall-server.conf", filled("examhall-server.conf"));
    write("nginx.conf", AROUND.formatted(isRoot() ? "user root;" : ""));
    this.process = start();
  }

  /**
   * The site and NGINX in front of it, as {@link RunningApp#start(World, Map)}; an LMS on {@code
   * 127.0.0.2} may show it in a frame and gets its grades.
   */
  public static Pair start(World world) {
    int sitePort = Ports.free();
    Nginx nginx = new Nginx(sitePort);
    Map<String, String> settings =
        Map.of(
            Option.PUBLIC_URL.variable(),
            "https://" + APP_HOST + ":" + nginx.port,
            Option.CONTENT_URL.variable(),
            "https://" + CONTENT_HOST + ":" + nginx.port,
            Option.FRAME_ANCESTORS.variable(),
            "http://127.0.0.2:*",
            Option.PRIVATE_HOSTS.variable(),
            "127.0.0.2");
    return new Pair(nginx, RunningApp.start(world, settings, sitePort));
  }

  /** NGINX and the site behind it. */
  public record Pair(Nginx nginx, RunningApp site) implements AutoCloseable {
    /** A way to the pages through NGINX. */
    public Https https() {
      return new Https(site.app(), nginx.home.resolve("certificate.pem"));
    }

    @Override
    public void close() {
      nginx.close();
      site.close();
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

  /** Two of these in a run have a folder each. */
  private void folder() {
    try {
      Files.createDirectories(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A template of servers, for this one; plain HTTP is on a port that nobody asks. */
  private String filled(String template) {
    Path templates = Path.of("nginx").toAbsolutePath();
    try {
      return Files.readString(templates.resolve(template))
          .replace("@UPSTREAMS@", "server 127.0.0.1:" + upstream + " max_fails=0;")
          .replace("@LISTEN_TLS@", "listen 127.0.0.1:" + port + " ssl http2;")
          .replace("@LISTEN_PLAIN@", "listen 127.0.0.1:" + Ports.free() + ";")
          .replace("@APP_HOST@", APP_HOST)
          .replace("@CONTENT_HOST@", CONTENT_HOST)
          .replace("@CERTIFICATE@", home.resolve("certificate.pem").toString())
          .replace("@CERTIFICATE_KEY@", home.resolve("key.pem").toString())
          .replace("@INCLUDES@", home.toString())
          .replace("@LOG_DIR@", home.toString())
          .replace("@ACME_ROOT@", home.toString())
          .replace("@PAGES@", templates.resolve("pages").toString())
          .replace("@UPLOAD_LIMIT@", "600m");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Signed by itself, for these two names, gone with the folder. */
  private void certificate() {
    run(
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-keyout",
        "key.pem",
        "-out",
        "certificate.pem",
        "-subj",
        "/CN=" + APP_HOST,
        "-addext",
        "subjectAltName=DNS:" + APP_HOST + ",DNS:" + CONTENT_HOST);
  }

  private Process start() {
    Process nginx = launch(program(), "-p", home.toString(), "-c", "nginx.conf", "-e", "error.log");
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> answers() || !nginx.isAlive());
    if (!nginx.isAlive()) {
      throw new IllegalStateException("nginx did not start, see " + home);
    }
    return nginx;
  }

  private boolean answers() {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private void run(String... command) {
    try {
      Process finished = launch(command);
      if (finished.waitFor() != 0) {
        throw new IllegalStateException(List.of(command) + " failed, see " + home);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Process launch(String... command) {
    try {
      return new ProcessBuilder(command)
          .directory(home.toFile())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("output.log").toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String name, String text) {
    try {
      Files.writeString(home.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ordinary users of Debian have no {@code /usr/sbin} on their path. */
  private static String program() {
    Path usual = Path.of("/usr/sbin/nginx");
    return Files.isExecutable(usual) ? usual.toString() : "nginx";
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }
}
