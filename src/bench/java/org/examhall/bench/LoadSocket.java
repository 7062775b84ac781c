package org.examhall.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.examhall.bench.Seats.Seat;

/**
 * A student's socket that costs next to nothing on this side, so that a figure speaks of the server
 * and not of what drives it: a WebSocket library spends more on a message than PostgreSQL does.
 *
 * <p>Messages are single text frames, masked with zeros. One thread.
 */
final class LoadSocket implements AutoCloseable {
  private static final int TEXT = 0x81;
  private static final int MASKED = 0x80;
  private static final int CLOSE = 0x88;
  private static final int TWO_BYTE_LENGTH = 126;
  private static final int EIGHT_BYTE_LENGTH = 127;
  private static final Pattern HELLO =
      Pattern.compile("\"t\":\"hello\".*?\"epoch\":(\\d+),\"seq\":(\\d+)");

  private final SocketChannel channel;
  private ByteBuffer in = ByteBuffer.allocate(4_096);
  private ByteBuffer out = ByteBuffer.allocate(0);
  private String ending = "";
  private int epoch;
  private int seq;

  private LoadSocket(SocketChannel channel) {
    this.channel = channel;
  }

  /** Connects, upgrades and takes the attempt; returns with the answer to hello. */
  static LoadSocket open(URI content, Seat seat) {
    try {
      SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(content.getHost(), content.getPort()));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      LoadSocket socket = new LoadSocket(channel);
      socket.upgrade(content, seat);
      socket.send("{\"t\":\"hello\",\"v\":1,\"epoch\":0}".getBytes(StandardCharsets.UTF_8));
      socket.awaitHello();
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** This window's turn. */
  int epoch() {
    return epoch;
  }

  /** The number of the next batch. */
  int nextSeq() {
    return ++seq;
  }

  /** From now on messages are taken when {@code selector} says that there are some. */
  void register(Selector selector) throws IOException {
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, this);
  }

  /** Sends a message whole; it waits for a peer that does not read. */
  void send(byte[] message) throws IOException {
    if (out.capacity() < message.length + 14) {
      out = ByteBuffer.allocate(message.length + 14);
    }
    out.clear();
    out.put((byte) TEXT);
    if (message.length < TWO_BYTE_LENGTH) {
      out.put((byte) (MASKED | message.length));
    } else if (message.length <= 0xffff) {
      out.put((byte) (MASKED | TWO_BYTE_LENGTH)).putShort((short) message.length);
    } else {
      out.put((byte) (MASKED | EIGHT_BYTE_LENGTH)).putLong(message.length);
    }
    out.putInt(0).put(message).flip();
    while (out.hasRemaining()) {
      channel.write(out);
    }
  }

  /** Hands on each message that has arrived whole. */
  void read(Consumer<String> messages) throws IOException {
    if (!in.hasRemaining()) {
      in = ByteBuffer.allocate(in.capacity() * 2).put(in.flip());
    }
    if (channel.read(in) < 0) {
      throw new EOFException("the server closed the socket");
    }
    in.flip();
    while (takeFrame(messages)) {}
    in.compact();
  }

  /** Reads until the server ends the socket; its code and reason, or {@code lost} without. */
  String ending() {
    try {
      while (ending.isEmpty()) {
        read(message -> {});
      }
    } catch (IOException e) {
      return "lost";
    }
    return ending;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean takeFrame(Consumer<String> messages) {
    in.mark();
    if (in.remaining() < 2) {
      return false;
    }
    int type = in.get() & 0xff;
    int length = in.get() & 0x7f;
    if (length == TWO_BYTE_LENGTH && in.remaining() >= 2) {
      length = in.getShort() & 0xffff;
    } else if (length > TWO_BYTE_LENGTH && in.remaining() >= 8) {
      length = Math.toIntExact(in.getLong());
    }
    if (in.remaining() < length) {
      in.reset();
      return false;
    }
    if (type == TEXT) {
      messages.accept(new String(in.array(), in.position(), length, StandardCharsets.UTF_8));
    }
    if (type == CLOSE && length >= 2) {
      ending =
          in.getShort(in.position())
              + " "
              + new String(in.array(), in.position() + 2, length - 2, StandardCharsets.UTF_8);
    }
    in.position(in.position() + length);
    return true;
  }

  private void upgrade(URI content, Seat seat) throws IOException {
    String request =
        String.join(
            "\r\n",
            "GET /play/socket HTTP/1.1",
            "Host: " + content.getAuthority(),
            "Origin: " + content,
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Protocol: examhall.v1, token." + seat.token(),
            "",
            "");
    channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf("\r\n\r\n") < 0) {
      ByteBuffer one = ByteBuffer.allocate(1);
      if (channel.read(one) < 0) {
        throw new EOFException("no upgrade: " + answer);
      }
      answer.append((char) one.get(0));
    }
    if (!answer.toString().startsWith("HTTP/1.1 101")) {
      throw new IOException(answer.toString());
    }
  }

  private void awaitHello() throws IOException {
    while (epoch == 0) {
      read(
          message -> {
            Matcher hello = HELLO.matcher(message);
            if (hello.find()) {
              epoch = Integer.parseInt(hello.group(1));
              seq = Integer.parseInt(hello.group(2));
            }
          });
    }
  }
}
