package org.examhall.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which cookies a frame of another site keeps, in browsers that are named after that. */
class BrowserE2E {
  @RegisterExtension static final Browser allowing = Browser.allowingThirdParties();
  @RegisterExtension static final Browser blocking = Browser.blockingThirdParties();

  private static HttpServer server;

  @BeforeAll
  static void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress("0.0.0.0", 0), 0);
    server.createContext("/around", call -> answer(call, 200, "<iframe src='" + inner() + "'>"));
    server.createContext("/give", BrowserE2E::give);
    server.createContext("/show", BrowserE2E::show);
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  static Stream<Arguments> browsers() {
    return Stream.of(
        Arguments.of(allowing, "partitioned=1; plain=1"), Arguments.of(blocking, "partitioned=1"));
  }

  @ParameterizedTest
  @MethodSource("browsers")
  void aFrameOfAnotherSiteKeepsWhatTheNameSays(Browser browser, String cookies) {
    Page page = browser.page();

    page.navigate("http://127.0.0.2:" + server.getAddress().getPort() + "/around");

    assertEquals(cookies, page.frameLocator("iframe").locator("body").innerText());
  }

  private static String inner() {
    return "http://localhost:" + server.getAddress().getPort() + "/give";
  }

  private static void give(HttpExchange call) throws IOException {
    String end = "=1; Path=/; Secure; SameSite=None";
    List<String> cookies = List.of("plain" + end, "partitioned" + end + "; Partitioned");
    call.getResponseHeaders().put("Set-Cookie", cookies);
    call.getResponseHeaders().set("Location", "/show");
    answer(call, 302, "");
  }

  private static void show(HttpExchange call) throws IOException {
    String sent = Objects.requireNonNullElse(call.getRequestHeaders().getFirst("Cookie"), "");
    answer(call, 200, String.join("; ", Stream.of(sent.split("; ")).sorted().toList()));
  }

  private static void answer(HttpExchange call, int status, String html) throws IOException {
    byte[] body = html.getBytes(StandardCharsets.UTF_8);
    call.getResponseHeaders().set("Content-Type", "text/html");
    call.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    call.getResponseBody().write(body);
    call.close();
  }
}
