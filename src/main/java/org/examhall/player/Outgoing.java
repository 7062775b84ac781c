package org.examhall.player;

import jakarta.websocket.CloseReason;
import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a socket has still to say: one message under way, and behind it a bounded number of them
 * with a bounded length.
 *
 * <p>A reader that falls behind further is dropped; it connects again and is told anew. Threads:
 * any; none is ever blocked.
 */
final class Outgoing implements Line {
  private static final Logger LOG = LoggerFactory.getLogger(Outgoing.class);

  private static final int MAX_MESSAGES = 256;

  /**
   * When so much waits behind the message under way, nothing more is taken; the last one may be
   * long. What follows a long greeting is short, and many readers together must not fill the
   * memory.
   */
  private static final int MAX_CHARS = 1 << 18;

  private static final int SEND_MILLIS = 20_000;

  /**
   * How long a close frame may wait. Tomcat gives up after 50 ms unless told, and the client hears
   * no reason: too short behind a long message, or on a machine that has much to do.
   */
  private static final long CLOSE_MILLIS = 1_000;

  private static final String CLOSE_PATIENCE =
      "org.apache.tomcat.websocket.ABNORMAL_SESSION_CLOSE_SEND_TIMEOUT";

  /** A close frame may wait for a slow reader, so it is sent where that harms nobody. */
  private final Executor closing;

  private final Session session;
  private final Deque<String> queue = new ArrayDeque<>();
  private int queuedChars;
  private boolean sending;
  private boolean closed;

  Outgoing(Session session, Executor closing) {
    this.session = session;
    this.closing = closing;
    session.getAsyncRemote().setSendTimeout(SEND_MILLIS);
  }

  @Override
  public void say(String message) {
    synchronized (this) {
      if (closed) {
        return;
      }
      if (sending) {
        queue(message);
        return;
      }
      sending = true;
    }
    send(message);
  }

  private void queue(String message) {
    if (queue.size() < MAX_MESSAGES && queuedChars <= MAX_CHARS) {
      queue.add(message);
      queuedChars += message.length();
    } else {
      drop();
    }
  }

  private void drop() {
    LOG.info("socket {} is dropped: it reads too slowly", session.getId());
    close(CloseReason.CloseCodes.UNEXPECTED_CONDITION.getCode(), "too slow");
  }

  @Override
  public void end(Farewell farewell) {
    close(farewell.code(), farewell.name().toLowerCase(Locale.ROOT));
  }

  @Override
  public synchronized boolean isOpen() {
    return !closed;
  }

  /** Closes the socket; what has not been said stays unsaid. */
  void close(int code, String reason) {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      queue.clear();
      queuedChars = 0;
    }
    closing.execute(() -> closeNow(code, reason));
  }

  /** Keeps proxies from closing a silent socket; skipped while there is other traffic. */
  void ping() {
    synchronized (this) {
      if (sending || closed) {
        return;
      }
    }
    try {
      session.getBasicRemote().sendPing(ByteBuffer.allocate(0));
    } catch (IOException | IllegalStateException e) {
      LOG.debug("socket {} is gone", session.getId());
    }
  }

  private void sendNext() {
    String next;
    synchronized (this) {
      next = closed ? null : queue.poll();
      if (next == null) {
        sending = false;
        return;
      }
      queuedChars -= next.length();
    }
    send(next);
  }

  private void send(String message) {
    SendHandler sent =
        result -> {
          if (result.isOK()) {
            sendNext();
          } else if (result.getException() instanceof SocketTimeoutException) {
            drop();
          } else {
            close(CloseReason.CloseCodes.UNEXPECTED_CONDITION.getCode(), "lost");
          }
        };
    try {
      session.getAsyncRemote().sendText(message, sent);
    } catch (IllegalStateException e) {
      close(CloseReason.CloseCodes.UNEXPECTED_CONDITION.getCode(), "lost"); // closed meanwhile
    }
  }

  private void closeNow(int code, String reason) {
    try {
      session.getUserProperties().put(CLOSE_PATIENCE, CLOSE_MILLIS);
      session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), reason));
    } catch (IOException | IllegalStateException e) {
      LOG.debug("socket {} was closed already", session.getId());
    }
  }
}
