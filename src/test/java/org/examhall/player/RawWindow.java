package org.examhall.player;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;

/** A player socket byte by byte: one that takes its time where a library would not. */
final class RawWindow implements AutoCloseable {
  /** So that little is sent before the server has to wait for the reader. */
  private static final int RECEIVE_BYTES = 4_096;

  private final Socket socket = new Socket();
  private final URI content;

  /** Connects and begins a request, which it leaves unfinished. */
  RawWindow(URI content) throws IOException {
    this.content = content;
    socket.setReceiveBufferSize(RECEIVE_BYTES);
    socket.setSoTimeout(10_000);
    socket.connect(new InetSocketAddress(content.getHost(), content.getPort()));
    send("GET /play/socket HTTP/1.1\r\n".getBytes(ISO_8859_1));
  }

  /** Ends the request, which is one for a socket. */
  void upgrade(String token) throws IOException {
    String rest =
        String.join(
            "\r\n",
            "Host: " + content.getAuthority(),
            "Origin: " + content,
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Protocol: examhall.v1, token." + token,
            "",
            "");
    send(rest.getBytes(ISO_8859_1));
  }

  /** Sends a message of less than 126 bytes, masked with zeros. */
  void say(String message) throws IOException {
    byte[] text = message.getBytes(ISO_8859_1);
    send(
        ByteBuffer.allocate(6 + text.length)
            .put((byte) 0x81)
            .put((byte) (0x80 | text.length))
            .putInt(0)
            .put(text)
            .array());
  }

  /** Reads until {@code end} arrives, all that was read; {@link EOFException} if it never does. */
  String readTo(String end) throws IOException {
    StringBuilder heard = new StringBuilder();
    byte[] part = new byte[RECEIVE_BYTES];
    while (heard.indexOf(end, heard.length() - RECEIVE_BYTES - end.length()) < 0) {
      int length = socket.getInputStream().read(part);
      if (length < 0) {
        throw new EOFException("no " + end + " after " + heard.length() + " bytes");
      }
      heard.append(new String(part, 0, length, ISO_8859_1));
    }
    return heard.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }
}
