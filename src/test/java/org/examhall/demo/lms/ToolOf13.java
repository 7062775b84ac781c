package org.examhall.demo.lms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.examhall.demo.lms.lti13.Registration;
import org.jspecify.annotations.Nullable;

/**
 * A tool of LTI 1.3 with a key set that can be fetched.
 *
 * <p>What it signs and sends can be spoilt before.
 */
final class ToolOf13 implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();
  static final String CLIENT = "client-7";
  static final URI LAUNCH = URI.create("http://localhost:1/lti13/launch");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpServer keySet;
  private @Nullable RSAKey key;

  ToolOf13() throws Exception {
    keySet = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    keySet.createContext(
        "/jwks",
        exchange -> {
          byte[] keys = new JWKSet(key()).toString(true).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, keys.length);
          exchange.getResponseBody().write(keys);
          exchange.close();
        });
    keySet.start();
  }

  Registration registration() {
    URI keys = URI.create("http://127.0.0.1:" + keySet.getAddress().getPort() + "/jwks");
    URI login = URI.create("http://localhost:1/lti13/login");
    return Registration.of(CLIENT, "1", login, LAUNCH, keys);
  }

  /** The assertion that a platform wants, to be spoilt. */
  static JWTClaimsSet.Builder assertion(DemoLms lms) {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(CLIENT)
        .subject(CLIENT)
        .audience(lms.platform().audience())
        .issueTime(Date.from(now.minusSeconds(5)))
        .expirationTime(Date.from(now.plusSeconds(60)))
        .jwtID(UUID.randomUUID().toString());
  }

  String sign(JWTClaimsSet claims) throws Exception {
    return sign(claims, key(), key().getKeyID());
  }

  static String sign(JWTClaimsSet claims, RSAKey key, String kid) throws Exception {
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(kid).build();
    SignedJWT jwt = new SignedJWT(header, claims);
    jwt.sign(new RSASSASigner(key));
    return jwt.serialize();
  }

  /** Made when it is first needed, which takes a while. */
  synchronized RSAKey key() {
    RSAKey known = key == null ? newKey() : key;
    key = known;
    return known;
  }

  /** Publishes another key instead. */
  synchronized void rotate() {
    key = newKey();
  }

  HttpResponse<String> askForToken(DemoLms lms, String assertion, String scope) throws Exception {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    form.put("client_assertion", assertion);
    form.put("scope", scope);
    return post(lms.url().resolve("/lti13/token"), form);
  }

  String token(DemoLms lms, String scope) throws Exception {
    var answer = askForToken(lms, sign(assertion(lms).build()), scope);
    JsonNode json = JSON.readTree(answer.body());
    if (!json.has("access_token")) {
      throw new IllegalStateException(answer.body());
    }
    return json.path("access_token").asText();
  }

  HttpResponse<String> post(URI url, Map<String, String> form) throws Exception {
    String body =
        form.entrySet().stream()
            .map(
                field ->
                    field.getKey()
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return http.send(
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(URI url) throws Exception {
    return http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** A call of a service; the type is Accept of a GET and Content-Type of others. */
  HttpResponse<String> call(String token, String method, String url, String type, String body)
      throws Exception {
    String header = method.equals("GET") ? "Accept" : "Content-Type";
    return http.send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Authorization", "Bearer " + token)
            .header(header, type)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    keySet.stop(0);
  }

  private static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
    } catch (com.nimbusds.jose.JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
