package org.examhall.scorm;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.kernel.json.Json;
import org.examhall.scorm.serve.PackageFile;
import org.examhall.scorm.serve.PackageFolder;
import org.examhall.scorm.zip.PackageLimits;
import org.examhall.scorm.zip.UnpackProgress;
import org.examhall.scorm.zip.Upload;

/** Runs one package in a browser under the plainest host there can be: a map of values. */
final class SampleHost implements AutoCloseable {
  private static final String CONTENT_POLICY =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'";

  private final PackageStore store;
  private final PackageFolder folder;
  private final PackageFacts facts;
  private final HttpServer server;

  /** Unpacks the zip as an upload would be, below the folder. */
  SampleHost(Path zip, Path packages) throws IOException {
    store = new PackageStore(packages, new PackageLimits(1 << 20, 10 << 20, 100), new Json());
    try (InputStream in = Files.newInputStream(zip)) {
      Upload upload = new Upload("exam.zip", "application/zip", -1, in);
      facts = store.receive(upload, UnpackProgress.NONE);
    }
    folder = store.find(facts.sha256()).orElseThrow();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/host", SampleHost::serveHost);
    server.createContext("/package/", this::servePackage);
    server.start();
  }

  /** Opens the package, with the values that the host has for it. */
  FrameLocator open(Page page, Map<String, String> values) {
    page.navigate(origin() + "/host");
    page.evaluate("v => sessionStorage.setItem('values', JSON.stringify(v))", values);
    page.navigate(origin() + "/host?open#" + facts.launch().address());
    return page.frameLocator("iframe");
  }

  /** What the package called since the page was loaded, as method and key: "SetValue cmi.exit". */
  @SuppressWarnings("unchecked")
  static List<String> calls(Page page) {
    return (List<String>) page.evaluate("calls.map(c => c.m + ' ' + (c.args[0] ?? ''))");
  }

  /** The host's value of a key. */
  static String value(Page page, String key) {
    return String.valueOf(page.evaluate("k => values[k]", key));
  }

  private String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static void serveHost(HttpExchange exchange) throws IOException {
    try (InputStream in = SampleHost.class.getResourceAsStream("/sample-host.html")) {
      answer(exchange, "text/html;charset=utf-8", in.readAllBytes());
    }
  }

  private void servePackage(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring("/package/".length());
    Optional<PackageFile> file = folder.find(path, true);
    if (file.isEmpty()) {
      exchange.sendResponseHeaders(404, -1);
      exchange.close();
      return;
    }
    if (file.get().gzip()) {
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    }
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    answer(exchange, file.get().contentType(), Files.readAllBytes(file.get().file()));
  }

  private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Content-Security-Policy", CONTENT_POLICY);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    store.close();
  }
}
