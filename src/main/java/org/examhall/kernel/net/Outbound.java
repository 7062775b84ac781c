package org.examhall.kernel.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.Closer;
import org.examhall.kernel.net.OutboundFailed.Why;
import org.examhall.kernel.sql.OpenTransactions;

/**
 * The only way this program calls another server.
 *
 * <p>Follows no redirect, keeps no cookie, repeats nothing, asks for no compression. Connects only
 * to public addresses, checked on what the name resolved to for this very connection ({@link
 * GuardedResolver}), and to hosts on the allow-list. Behind a proxy (standard JVM properties {@code
 * https.proxyHost} …) the proxy resolves the name; the name is then checked as far as it resolves
 * here, and the proxy has to keep private addresses out. Errors: {@link OutboundFailed} when no
 * answer came; {@link IllegalStateException} inside a transaction. Threads: any; a call holds its
 * thread.
 */
public final class Outbound implements AutoCloseable {
  private final OpenTransactions transactions;
  private final OutboundLimits limits;
  private final ProxySelector proxies;
  private final DnsResolver resolver;
  private final HttpClients clients;
  private final Map<Optional<ClientIdentity>, ClientPair> pairs = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor deadlines;

  /** Calls as {@code userAgent}; {@code privateHosts} may be called although they are private. */
  public Outbound(
      String userAgent,
      Collection<String> privateHosts,
      OutboundLimits limits,
      OpenTransactions transactions) {
    this(
        new HttpClients(userAgent, limits),
        new GuardedResolver(SystemDefaultDnsResolver.INSTANCE, privateHosts),
        limits,
        transactions,
        ProxySelector.getDefault());
  }

  Outbound(
      HttpClients clients,
      GuardedResolver resolver,
      OutboundLimits limits,
      OpenTransactions transactions,
      ProxySelector proxies) {
    this.transactions = transactions;
    this.limits = limits;
    this.proxies = proxies;
    this.resolver = resolver;
    this.clients = clients;
    pairs.put(Optional.empty(), clients.pair(resolver, proxies, Optional.empty()));
    this.deadlines = new ScheduledThreadPoolExecutor(1, Outbound::daemon);
    deadlines.setRemoveOnCancelPolicy(true);
  }

  /** Sends {@code request} once and waits for the answer. */
  public OutboundAnswer send(OutboundRequest request) throws OutboundFailed {
    return send(request, Optional.empty());
  }

  /** As {@link #send(OutboundRequest)}, as {@code identity} to a server that asks for one. */
  public OutboundAnswer send(OutboundRequest request, Optional<ClientIdentity> identity)
      throws OutboundFailed {
    if (transactions.any()) {
      throw new IllegalStateException("an outbound call inside a transaction");
    }
    HttpUriRequestBase call = call(request);
    ClientPair pair = pair(identity);
    AtomicBoolean late = new AtomicBoolean();
    Future<?> deadline =
        deadlines.schedule(
            () -> {
              late.set(true);
              call.cancel();
            },
            limits.total().toMillis(),
            TimeUnit.MILLISECONDS);
    try {
      return exchange(request, call, pair);
    } catch (IOException | HttpException e) {
      throw new OutboundFailed(late.get() ? Why.TIMEOUT : why(e), e);
    } catch (IllegalStateException e) {
      if (!late.get()) {
        throw e;
      }
      throw new OutboundFailed(Why.TIMEOUT, e); // the deadline took the connection away
    } finally {
      deadline.cancel(false);
    }
  }

  /** Ends idle connections and cuts calls under way. */
  @Override
  public void close() {
    deadlines.shutdownNow();
    pairs.values().forEach(ClientPair::close);
  }

  /** Each identity has its own, so that no connection is shared between two. */
  private ClientPair pair(Optional<ClientIdentity> identity) {
    return pairs.computeIfAbsent(identity, id -> clients.pair(resolver, proxies, id));
  }

  private OutboundAnswer exchange(OutboundRequest request, HttpUriRequestBase call, ClientPair pair)
      throws IOException, HttpException {
    URI uri = request.uri();
    HttpHost host = new HttpHost(uri.getScheme(), uri.getHost(), uri.getPort());
    ClassicHttpResponse response = client(uri, pair).executeOpen(host, call, null);
    try {
      return new OutboundAnswer(
          response.getCode(), headers(response), body(response, request.maxAnswerBytes()));
    } finally {
      call.cancel(); // or closing would read the rest; a connection whose answer was read is kept
      Closer.closeQuietly(response);
    }
  }

  private CloseableHttpClient client(URI uri, ClientPair pair) throws UnknownHostException {
    Optional<InetSocketAddress> proxy =
        proxies.select(uri).stream()
            .filter(p -> p.type() == Proxy.Type.HTTP)
            .findFirst()
            .map(p -> (InetSocketAddress) p.address());
    if (proxy.isEmpty()) {
      return pair.direct();
    }
    refuseIfKnownPrivate(uri.getHost());
    return pair.proxied();
  }

  private void refuseIfKnownPrivate(String host) throws GuardedResolver.ForbiddenAddress {
    try {
      resolver.resolve(host);
    } catch (GuardedResolver.ForbiddenAddress e) {
      throw e;
    } catch (UnknownHostException e) {
      return; // only the proxy knows the name
    }
  }

  private static Map<String, List<String>> headers(ClassicHttpResponse response) {
    return Arrays.stream(response.getHeaders())
        .collect(
            Collectors.groupingBy(
                header -> header.getName().toLowerCase(Locale.ROOT),
                Collectors.mapping(
                    header -> Objects.requireNonNullElse(header.getValue(), "").strip(),
                    Collectors.toList())));
  }

  private static byte[] body(ClassicHttpResponse response, int maxBytes) throws IOException {
    if (response.getEntity() == null) {
      return new byte[0];
    }
    return response.getEntity().getContent().readNBytes(maxBytes + 1);
  }

  private static HttpUriRequestBase call(OutboundRequest request) throws OutboundFailed {
    URI uri = request.uri();
    boolean web =
        "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    if (!web || uri.getHost() == null) {
      throw new OutboundFailed(Why.FORBIDDEN_ADDRESS, new UnknownHostException("no web address"));
    }
    HttpUriRequestBase call = new HttpUriRequestBase(request.method(), uri);
    request.headers().forEach(call::setHeader);
    if (!"GET".equals(request.method())) {
      call.setEntity(new ByteArrayEntity(request.body(), null));
    }
    return call;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "outbound deadlines");
    thread.setDaemon(true);
    return thread;
  }

  private static Why why(Exception failure) {
    if (failure instanceof GuardedResolver.ForbiddenAddress) {
      return Why.FORBIDDEN_ADDRESS;
    }
    if (failure instanceof SocketTimeoutException) {
      return Why.TIMEOUT;
    }
    return failure instanceof SSLException ? Why.UNTRUSTED : Why.UNREACHABLE;
  }
}
