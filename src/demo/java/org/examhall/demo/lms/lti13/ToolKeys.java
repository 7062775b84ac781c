package org.examhall.demo.lms.lti13;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.util.Locale;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.TrustAllStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.Timeout;

/** Fetches the tool's public keys, anew each time. Threads: any. */
final class ToolKeys {
  private static final Timeout PATIENCE = Timeout.ofSeconds(5);

  private final CloseableHttpClient http = client();

  /** The key of that name. */
  JWK key(URI keySetUrl, String kid) {
    JWK key = fetch(keySetUrl).getKeyByKeyId(kid);
    if (key == null) {
      throw new Refused(400, "invalid_client", "the tool publishes no key of the name " + kid);
    }
    return key;
  }

  private JWKSet fetch(URI url) {
    try {
      return JWKSet.parse(http.execute(new HttpGet(url), ToolKeys::text));
    } catch (IOException e) {
      throw new Refused(400, "invalid_client", "the tool's key set cannot be fetched");
    } catch (ParseException e) {
      throw new Refused(400, "invalid_client", "the tool's key set is not one");
    }
  }

  private static String text(ClassicHttpResponse answer) throws IOException, HttpException {
    Refused.unless(
        answer.getCode() == 200,
        400,
        "invalid_client",
        "the tool's key set answers with " + answer.getCode());
    return EntityUtils.toString(answer.getEntity());
  }

  private static CloseableHttpClient client() {
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(new AsBrowsers())
            .setTlsSocketStrategy(trusting())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(PATIENCE)
                    .setSocketTimeout(PATIENCE)
                    .build())
            .build();
    return HttpClients.custom()
        .setConnectionManager(connections)
        .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(PATIENCE).build())
        .setUserAgent("demo-lms")
        .disableRedirectHandling()
        .disableCookieManagement()
        .build();
  }

  /** The demo's certificate is vouched for by nobody, and nothing secret is sent to it. */
  private static DefaultClientTlsStrategy trusting() {
    try {
      return new DefaultClientTlsStrategy(
          SSLContexts.custom().loadTrustMaterial(TrustAllStrategy.INSTANCE).build(),
          NoopHostnameVerifier.INSTANCE);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks TLS", e);
    }
  }

  /** Takes every name under {@code localhost} for this machine; not every system does. */
  private static final class AsBrowsers extends SystemDefaultDnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      boolean here = host.toLowerCase(Locale.ROOT).endsWith(".localhost");
      return super.resolve(here ? "127.0.0.1" : host);
    }
  }
}
