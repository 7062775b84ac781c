package org.examhall.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * Posts forms to {@link Nginx} as a browser does: over TLS, trusting its certificate, taking its
 * names for this machine (not every resolver does). Sends the request line as it is told.
 */
public final class Https {
  private final URI origin;
  private final SSLSocketFactory sockets;

  /** To {@code origin}, whose certificate is in that file. */
  Https(URI origin, Path certificate) {
    this.origin = origin;
    this.sockets = trusting(certificate);
  }

  /** The answer to a form; {@code headers} are sent besides what a browser must send. */
  public Visitor.Answer post(String target, String form, Map<String, String> headers) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("Host", origin.getAuthority());
    all.put("Connection", "close");
    all.put("Content-Type", "application/x-www-form-urlencoded");
    all.put("Content-Length", Integer.toString(form.length()));
    all.putAll(headers);
    String head =
        all.entrySet().stream()
            .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
            .collect(Collectors.joining());
    return answer(exchange("POST " + target + " HTTP/1.1\r\n" + head + "\r\n" + form));
  }

  private String exchange(String request) {
    try (Socket plain = new Socket("127.0.0.1", origin.getPort());
        Socket socket = sockets.createSocket(plain, origin.getHost(), origin.getPort(), true)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Visitor.Answer answer(String text) {
    int end = text.indexOf("\r\n\r\n");
    List<String> lines = text.substring(0, end).lines().toList();
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] pair = line.split(": ?", 2);
      headers
          .computeIfAbsent(pair[0].toLowerCase(Locale.ROOT), unused -> new ArrayList<>())
          .add(pair[1]);
    }
    int status = Integer.parseInt(lines.get(0).split(" ")[1]);
    return new Visitor.Answer(status, headers, text.substring(end + 4));
  }

  private static SSLSocketFactory trusting(Path certificate) {
    try (InputStream pem = Files.newInputStream(certificate)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry(
          "site", CertificateFactory.getInstance("X.509").generateCertificate(pem));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, trust.getTrustManagers(), null);
      return tls.getSocketFactory();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
