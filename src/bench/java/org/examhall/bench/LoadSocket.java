package org.examhall.bench;

import java.io.ByteArrayOutputStream;
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
 * <p>What it sends are single text frames, masked with zeros. One thread.
 */
final class LoadSocket implements AutoCloseable {
  private static final int TEXT = 0x81;
  private static final int FINAL = 0x80;
  private static final int KIND = 0x0f;
  private static final int CONTINUED = 0;
  private static final int MASKED = 0x80;
  private static final int CLOSE = 0x88;
  private static final int TWO_BYTE_LENGTH = 126;
  private static final int EIGHT_BYTE_LENGTH = 127;
  private static final int MOST_IN_TWO_BYTES = 0xffff;
  private static final int HEADER_BYTES = 14;
  private static final String END_OF_HEADERS = "\r\n\r\n";
  private static final Pattern HELLO =
      Pattern.compile("\"t\":\"hello\".*?\"epoch\":(\\d+),\"seq\":(\\d+)");

  private final SocketChannel channel;
  private final InetSocketAddress server;
  private final String request;
  private ByteBuffer in = ByteBuffer.allocate(4_096);
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private ByteBuffer out = ByteBuffer.allocate(0);
  private boolean upgraded;
  private String ending = "";
  private int epoch;
  private int seq;

  private LoadSocket(SocketChannel channel, URI content, Seat seat) {
    this.channel = channel;
    this.server = new InetSocketAddress(content.getHost(), content.getPort());
    this.request = request(content, seat);
  }

  /** Connects, upgrades and takes the attempt; returns with the answer to hello. */
  static LoadSocket open(URI content, Seat seat) {
    try {
      LoadSocket socket = new LoadSocket(SocketChannel.open(), content, seat);
      socket.channel.connect(socket.server);
      socket.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      socket.askForUpgrade();
      while (socket.epoch == 0) {
        socket.hearAnswer();
      }
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same without waiting: {@link #advance} takes each step that the selector announces. */
  static LoadSocket begin(URI content, Seat seat, Selector selector) throws IOException {
    LoadSocket socket = new LoadSocket(SocketChannel.open(), content, seat);
    socket.channel.configureBlocking(false);
    socket.channel.register(selector, SelectionKey.OP_CONNECT, socket);
    socket.channel.connect(socket.server);
    return socket;
  }

  /** Goes on with what {@link #begin} began. */
  void advance(SelectionKey key) throws IOException {
    if (!key.isConnectable()) {
      hearAnswer();
    } else if (channel.finishConnect()) {
      key.interestOps(SelectionKey.OP_READ);
      askForUpgrade();
    }
  }

  /** Whether hello was answered. */
  boolean isOpen() {
    return epoch > 0 && channel.isOpen();
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
  void register(Selector selector, Object attachment) throws IOException {
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, attachment);
  }

  /** Sends a message whole; it waits for a peer that does not read. */
  void send(byte[] message) throws IOException {
    if (out.capacity() < message.length + HEADER_BYTES) {
      out = ByteBuffer.allocate(message.length + HEADER_BYTES);
    }
    out.clear();
    out.put((byte) TEXT);
    if (message.length < TWO_BYTE_LENGTH) {
      out.put((byte) (MASKED | message.length));
    } else if (message.length <= MOST_IN_TWO_BYTES) {
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
    receive();
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
    } else if (length == EIGHT_BYTE_LENGTH && in.remaining() >= 8) {
      length = Math.toIntExact(in.getLong());
    }
    if (in.remaining() < length) {
      in.reset();
      return false;
    }
    int kind = type & KIND;
    if (kind == (TEXT & KIND) || kind == CONTINUED) {
      heard.write(in.array(), in.position(), length);
      if ((type & FINAL) != 0) {
        messages.accept(heard.toString(StandardCharsets.UTF_8));
        heard.reset();
      }
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

  private void receive() throws IOException {
    if (!in.hasRemaining()) {
      in = ByteBuffer.allocate(in.capacity() * 2).put(in.flip());
    }
    if (channel.read(in) < 0) {
      throw new EOFException("the server closed the socket");
    }
  }

  private static String request(URI content, Seat seat) {
    return String.join(
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
  }

  private void askForUpgrade() throws IOException {
    channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
  }

  /** The answer to the upgrade, then the one to hello. */
  private void hearAnswer() throws IOException {
    if (upgraded) {
      read(this::hearHello);
      return;
    }
    receive();
    String answer = new String(in.array(), 0, in.position(), StandardCharsets.US_ASCII);
    int end = answer.indexOf(END_OF_HEADERS);
    if (end >= 0 && !answer.startsWith("HTTP/1.1 101")) {
      throw new IOException(answer);
    }
    if (end >= 0) {
      in.flip().position(end + END_OF_HEADERS.length());
      in.compact();
      upgraded = true;
      send("{\"t\":\"hello\",\"v\":1,\"epoch\":0}".getBytes(StandardCharsets.UTF_8));
    }
  }

  private void hearHello(String message) {
    Matcher hello = HELLO.matcher(message);
    if (hello.find()) {
      epoch = Integer.parseInt(hello.group(1));
      seq = Integer.parseInt(hello.group(2));
    }
  }
}
