package org.examhall.kernel.net;

import java.io.IOException;
import java.net.ProxySelector;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.client5.http.routing.HttpRoutePlanner;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Builds Apache clients that do one request and nothing on their own. */
final class HttpClients {
  private static final int CONNECTIONS_PER_HOST = 8;
  private static final int CONNECTIONS = 64;
  private static final TimeValue IDLE = TimeValue.ofSeconds(10);

  private final String userAgent;
  private final OutboundLimits limits;

  HttpClients(String userAgent, OutboundLimits limits) {
    this.userAgent = userAgent;
    this.limits = limits;
  }

  /**
   * Two clients that show this identity to servers that ask for one: the first connects to the host
   * itself, at the address that {@code resolver} gives, the second to the proxy.
   */
  ClientPair pair(DnsResolver resolver, ProxySelector proxies, Optional<ClientIdentity> identity) {
    SSLContext tls = tls(identity);
    return new ClientPair(
        client(resolver, new DefaultRoutePlanner(null), tls),
        client(SystemDefaultDnsResolver.INSTANCE, new SystemDefaultRoutePlanner(proxies), tls));
  }

  private static SSLContext tls(Optional<ClientIdentity> identity) {
    if (identity.isEmpty()) {
      return SSLContexts.createDefault();
    }
    try {
      char[] inMemory = new char[0];
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, inMemory);
      ClientIdentity client = identity.get();
      store.setKeyEntry(
          "client", client.key(), inMemory, client.chain().toArray(X509Certificate[]::new));
      return SSLContexts.custom().loadKeyMaterial(store, inMemory).build();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the client certificate can't be used", e);
    }
  }

  private CloseableHttpClient client(
      DnsResolver resolver, HttpRoutePlanner routes, SSLContext tls) {
    ConnectionConfig connection =
        ConnectionConfig.custom()
            .setConnectTimeout(timeout(limits.connect()))
            .setSocketTimeout(timeout(limits.silence()))
            .setValidateAfterInactivity(TimeValue.ofMilliseconds(500))
            .build();
    RequestConfig request =
        RequestConfig.custom()
            .setConnectionRequestTimeout(timeout(limits.connect()))
            .setResponseTimeout(timeout(limits.silence()))
            .setProtocolUpgradeEnabled(false)
            .build();
    return HttpClientBuilder.create()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(resolver)
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
                .setDefaultConnectionConfig(connection)
                .setDefaultSocketConfig(
                    SocketConfig.custom().setSoTimeout(timeout(limits.silence())).build())
                .setMaxConnPerRoute(CONNECTIONS_PER_HOST)
                .setMaxConnTotal(CONNECTIONS)
                .build())
        .setDefaultRequestConfig(request)
        .setRoutePlanner(routes)
        .setUserAgent(userAgent)
        .evictIdleConnections(IDLE)
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableContentCompression()
        .disableCookieManagement()
        .disableAuthCaching()
        .build();
  }

  private static Timeout timeout(Duration duration) {
    return Timeout.of(duration);
  }
}
