package org.examhall.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderPolicyTest {
  private static final Framers FRAMERS = new Framers(List.of("https://lms.example.edu"), List::of);

  private final HeaderPolicy https =
      policy("https://exams.example.edu", "https://content.example.net");

  @ParameterizedTest
  @Requirement({"I29", "I41"})
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "exams.example.edu, /admin/consumers, 'none'",
        "exams.example.edu, /admin, 'none'",
        "exams.example.edu, /, 'none'",
        "exams.example.edu, /l/x/, 'self' https://lms.example.edu",
        "exams.example.edu, /lti11/launch, 'self' https://lms.example.edu",
        "exams.example.edu, /administrivia, 'self' https://lms.example.edu",
        "content.example.net, /play/, 'self' https://exams.example.edu https://lms.example.edu",
      })
  void whoMayFrameAPageDependsOnThePage(String host, String path, String ancestors) {
    String csp = https.headersOf(request(host, path)).get("Content-Security-Policy");

    assertTrue(csp.endsWith("; frame-ancestors " + ancestors), csp);
  }

  @Test
  @Requirement("I41")
  void httpsIsRememberedAndHttpIsNot() {
    var http = policy("http://localhost:8080", "http://127.0.0.1:8080");

    assertEquals(
        "max-age=31536000",
        https.headersOf(request("exams.example.edu", "/")).get("Strict-Transport-Security"));
    assertFalse(
        http.headersOf(request("localhost:8080", "/")).containsKey("Strict-Transport-Security"));
  }

  private static HeaderPolicy policy(String app, String content) {
    return new HeaderPolicy(new Origins(URI.create(app), URI.create(content)), FRAMERS);
  }

  private static HttpServletRequest request(String host, String path) {
    Map<String, Object> answers = Map.of("getHeader", host, "getRequestURI", path);
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            HeaderPolicyTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) -> answers.get(method.getName()));
  }
}
