package org.examhall.lti.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.kernel.fault.Refused;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicUrlsTest {
  private static final InetAddress PROXY = address("10.0.0.5");
  private static final InetAddress STRANGER = address("203.0.113.9");
  private static final PublicUrls FORWARDED = PublicUrls.asForwardedBy(PROXY::equals);

  @Test
  @Requirement("PX-01")
  void theConfiguredAddressWinsOverEveryHeader() {
    PublicUrls configured = PublicUrls.below("https://Exams.Example.edu:443/examhall/");
    WireTarget target =
        new WireTarget(
            "http",
            "/app/lti11/launch",
            Optional.of("x=1"),
            "/app",
            PROXY,
            Map.of("Host", List.of("evil"), "X-Forwarded-Host", List.of("evil")));

    PublicUrl url = configured.of(target);

    assertEquals("https://exams.example.edu/examhall/lti11/launch", url.baseUri());
    assertEquals(Optional.of("x=1"), url.rawQuery());
    assertEquals("the configured public URL", url.decidedBy());
  }

  @Test
  @Requirement({"PX-01", "PX-03"})
  void theConfiguredAddressKeepsThePathAsSent() {
    PublicUrls configured = PublicUrls.below("https://exams.example.edu");

    PublicUrl slash = configured.of(target(PROXY, "/lti%2F11/launch/", Map.of()));

    assertEquals("https://exams.example.edu/lti%2F11/launch/", slash.baseUri());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Forwarded-Proto: https | https://inside:8080/l",
        "X-Forwarded-Proto: HTTPS, http | https://inside:8080/l",
        "X-Forwarded-Ssl: on | https://inside:8080/l",
        "X-Forwarded-Ssl: off | http://inside:8080/l",
        "X-Url-Scheme: https | https://inside:8080/l",
        "X-Forwarded-Proto: gopher | http://inside:8080/l",
        "X-Forwarded-Host: tool.edu; X-Forwarded-Proto: https | https://tool.edu/l",
        "X-Forwarded-Host: tool.edu, inner; X-Forwarded-Proto: https | https://tool.edu/l",
        "X-Forwarded-Host: tool.edu:8443; X-Forwarded-Proto: https; X-Forwarded-Port: 1 | https://tool.edu:8443/l",
        "X-Forwarded-Host: tool.edu; X-Forwarded-Port: 9000 | http://tool.edu:9000/l",
        "X-Forwarded-Port: 443; X-Forwarded-Proto: https | https://inside/l",
        "X-Forwarded-Port: 0443; X-Forwarded-Proto: https | https://inside:8080/l",
        "X-Forwarded-Host: to/ol | http://inside:8080/l",
        "X-Forwarded-Host: a@b | http://inside:8080/l",
        "X-Forwarded-Prefix: /exams | http://inside:8080/exams/l",
        "X-Forwarded-Prefix: /exams/ | http://inside:8080/exams/l",
        "X-Forwarded-Prefix: exams?x | http://inside:8080/l",
        "Forwarded: for=1.2.3.4;proto=https;host=\"tool.edu:8443\" | https://tool.edu:8443/l",
        "Forwarded: Proto=https;Host=tool.edu, proto=http;host=inner | https://tool.edu/l",
        "Forwarded: for=\"[2001:db8::1]:47\", proto=https | http://inside:8080/l",
        "Forwarded: proto=https; X-Forwarded-Proto: http | https://inside:8080/l",
        "Forwarded: rubbish | http://inside:8080/l"
      })
  @Requirement("PX-02")
  void aTrustedProxyIsBelieved(String headers, String expected) {
    PublicUrl url = FORWARDED.of(target(PROXY, "/l", parse(headers)));

    assertEquals(expected, url.baseUri());
  }

  @Test
  @Requirement({"PX-02", "OA-16"})
  void headersOfAStrangerAreIgnoredAndNamed() {
    Map<String, List<String>> headers =
        parse("X-Forwarded-Proto: https; X-Forwarded-Host: evil; Forwarded: proto=https");

    PublicUrl url = FORWARDED.of(target(STRANGER, "/l", headers));

    assertEquals("http://inside:8080/l", url.baseUri());
    assertEquals(
        "the request itself; Forwarded, X-Forwarded-Proto, X-Forwarded-Host ignored, 203.0.113.9 is"
            + " no trusted proxy",
        url.decidedBy());
  }

  @Test
  @Requirement({"PX-02", "OA-16"})
  void theHeadersThatDecidedAreNamed() {
    Map<String, List<String>> headers = parse("x-forwarded-proto: https");

    PublicUrl url = FORWARDED.of(target(PROXY, "/l", headers));

    assertEquals("X-Forwarded-Proto from the trusted proxy 10.0.0.5", url.decidedBy());
  }

  @Test
  @Requirement({"OA-05", "PX-03"})
  void thePathStaysAsOnTheWire() {
    PublicUrl url = FORWARDED.of(target(STRANGER, "/A/%2f/%7e/../b//c;p=1", Map.of()));

    assertEquals("http://inside:8080/A/%2f/%7e/../b//c;p=1", url.baseUri());
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP://EXAMPLE.com:80/x, http://example.com/x",
    "https://example.com:443, https://example.com/",
    "https://example.com:80/, https://example.com:80/",
    "https://my_host:443/x, https://my_host/x",
    "https://[2001:DB8::1]:443/x, https://[2001:db8::1]/x",
    "https://example.com:/x, https://example.com/x"
  })
  @Requirement("OA-05")
  void schemeHostAndPortAreNormal(String url, String expected) {
    assertEquals(expected, PublicUrl.parse(url, "test").baseUri());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/x",
        "ftp://h/x",
        "https:///x",
        "https://u:p@h/x",
        "https://h:0/x",
        "https://h:65536/x",
        "https://h/a b",
        "https://h/a|b",
        "https://h/%zz",
        "https://h/é",
        "https://h\\x/",
        "javascript:alert(1)",
        "https://h:1:2/"
      })
  @Requirement({"OA-05", "PX-02"})
  void whatIsNoWebAddressIsRefused(String url) {
    assertThrows(Refused.class, () -> PublicUrl.parse(url, "test"));
  }

  @Test
  @Requirement("PX-02")
  void aRequestWithoutAHostIsRefusedUnlessAnAddressIsConfigured() {
    WireTarget target = new WireTarget("http", "/l", Optional.empty(), "", STRANGER, Map.of());

    assertThrows(Refused.class, () -> FORWARDED.of(target));
    assertEquals("https://h/l", PublicUrls.below("https://h").of(target).baseUri());
  }

  private static WireTarget target(
      InetAddress peer, String path, Map<String, List<String>> headers) {
    Map<String, List<String>> all = new java.util.HashMap<>(headers);
    all.put("Host", List.of("inside:8080"));
    return new WireTarget("http", path, Optional.empty(), "", peer, all);
  }

  private static Map<String, List<String>> parse(String headers) {
    Map<String, List<String>> parsed = new java.util.HashMap<>();
    for (String header : headers.split("; (?=[A-Za-z-]+: )")) {
      String[] pair = header.split(": ", 2);
      parsed.put(pair[0], List.of(pair[1]));
    }
    return parsed;
  }

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
