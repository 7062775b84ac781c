package org.examhall.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/**
 * Takes TLS off what browsers send, with a certificate that nobody trusts, and passes it on.
 *
 * <p>A stand-in for the NGINX of a real installation: two threads a connection, for one person.
 */
final class TlsFront implements AutoCloseable {
  private static final int VALID_DAYS = 365;

  private final SSLServerSocket listener;
  private final int target;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "tls-front");
            thread.setDaemon(true);
            return thread;
          });

  private TlsFront(SSLServerSocket listener, int target) {
    this.listener = listener;
    this.target = target;
  }

  /** Listens on one port of loopback and passes on to another. */
  static TlsFront start(int port, int target, DemoFolder folder, DemoSecrets secrets) {
    char[] password = secrets.keyStorePassword().toCharArray();
    Path store = folder.run().resolve("certificate.p12");
    try {
      if (!Files.exists(store)) {
        createCertificate(store, secrets.keyStorePassword());
      }
      SSLServerSocket listener =
          (SSLServerSocket) context(store, password).getServerSocketFactory().createServerSocket();
      listener.bind(new InetSocketAddress("127.0.0.1", port));
      TlsFront front = new TlsFront(listener, target);
      front.threads.execute(front::accept);
      return front;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot serve TLS on port " + port, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot use the certificate " + store, e);
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket outside = listener.accept();
        threads.execute(() -> connect(outside));
      } catch (IOException e) {
        continue; // closed, or a client that gave up
      }
    }
  }

  private void connect(Socket outside) {
    try (outside;
        Socket inside = new Socket(InetAddress.getLoopbackAddress(), target)) {
      var answers = CompletableFuture.runAsync(() -> pass(inside, outside), threads);
      pass(outside, inside);
      answers.join();
    } catch (IOException e) {
      return; // the site is not there, or not any more
    }
  }

  /** Until either side ends, which ends the other one, too. */
  private static void pass(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      in.transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      closeBoth(from, to);
    }
  }

  private static void closeBoth(Socket one, Socket other) {
    try (one;
        other) {
      return;
    } catch (IOException e) {
      return; // it is closed, which was all that was wanted
    }
  }

  private static SSLContext context(Path store, char[] password)
      throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance(store.toFile(), password);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  private static void createCertificate(Path store, String password) throws IOException {
    List<String> keytool =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-J-XX:TieredStopAtLevel=1",
            "-J-XX:+UseSerialGC",
            "-genkeypair",
            "-alias",
            "demo",
            "-keyalg",
            "EC",
            "-validity",
            Integer.toString(VALID_DAYS),
            "-dname",
            "CN=Examhall demo",
            "-ext",
            "SAN=dns:localhost,ip:127.0.0.1",
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass:env",
            "KEYSTORE_PASSWORD");
    ProcessBuilder builder = new ProcessBuilder(keytool).redirectErrorStream(true);
    builder.environment().put("KEYSTORE_PASSWORD", password);
    Process process = builder.start();
    String said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new DemoProblem("keytool could not make a certificate:\n" + said);
    }
  }
}
