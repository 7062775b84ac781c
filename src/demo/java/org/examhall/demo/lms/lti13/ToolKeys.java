package org.examhall.demo.lms.lti13;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Fetches the tool's public keys, anew each time. Threads: any. */
final class ToolKeys {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(PATIENCE)
          .sslContext(trustingContext())
          .build();

  /** The key of that name. */
  JWK key(URI keySetUrl, String kid) {
    JWK key = fetch(keySetUrl).getKeyByKeyId(kid);
    if (key == null) {
      throw new Refused(400, "invalid_client", "the tool publishes no key of the name " + kid);
    }
    return key;
  }

  private JWKSet fetch(URI url) {
    HttpRequest request =
        HttpRequest.newBuilder(url).timeout(PATIENCE).header("User-Agent", "demo-lms").build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      Refused.unless(
          answer.statusCode() == 200,
          400,
          "invalid_client",
          "the tool's key set answers with " + answer.statusCode());
      return JWKSet.parse(answer.body());
    } catch (IOException e) {
      throw new Refused(400, "invalid_client", "the tool's key set cannot be fetched");
    } catch (ParseException e) {
      throw new Refused(400, "invalid_client", "the tool's key set is not one");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refused(503, "temporarily_unavailable", "the LMS is being stopped");
    }
  }

  /** The demo's certificate is vouched for by nobody, and nothing secret is sent to it. */
  private static SSLContext trustingContext() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Trusting()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks TLS", e);
    }
  }

  private static final class Trusting extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
