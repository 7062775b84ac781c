package org.examhall.player;

import static jakarta.websocket.CloseReason.CloseCodes.CLOSED_ABNORMALLY;
import static jakarta.websocket.CloseReason.CloseCodes.TOO_BIG;
import static jakarta.websocket.CloseReason.CloseCodes.UNEXPECTED_CONDITION;
import static jakarta.websocket.CloseReason.CloseCodes.VIOLATED_POLICY;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import org.examhall.core.attempt.AttemptToken;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One player socket.
 *
 * <p>Text is taken in parts and put together here, so that a silent socket holds no buffer for the
 * longest message. The container calls one method at a time.
 */
final class SocketEndpoint extends Endpoint {
  private static final Logger LOG = LoggerFactory.getLogger(SocketEndpoint.class);

  /** Silence after which nobody is there: clients ping every 20 s, throttled ones every minute. */
  private static final int MAX_IDLE_MILLIS = 150_000;

  /** The longest message comes in fewer parts than this, if its sender means well. */
  private static final int MAX_PARTS = 20_000;

  private static final int KEPT_CHARS = 8_192;

  private final Players players;
  private final AttemptToken token;
  private final Sockets sockets;
  private final Pace pace = new Pace(200, 20);
  private StringBuilder message = new StringBuilder();
  private int parts;
  private @Nullable Outgoing outgoing;
  private @Nullable Window window;

  SocketEndpoint(Players players, AttemptToken token, Sockets sockets) {
    this.players = players;
    this.token = token;
    this.sockets = sockets;
  }

  @Override
  public void onOpen(Session session, EndpointConfig config) {
    session.setMaxIdleTimeout(MAX_IDLE_MILLIS);
    Outgoing line = new Outgoing(session, sockets.closing());
    Window opened = new Window(new Conversation(players, token), line, players.news());
    outgoing = line;
    window = opened;
    session.addMessageHandler(
        String.class,
        (MessageHandler.Partial<String>) (part, last) -> hear(opened, line, part, last));
    session.addMessageHandler(
        ByteBuffer.class,
        (MessageHandler.Partial<ByteBuffer>) (part, last) -> line.end(Line.Farewell.PROTOCOL));
    players.windows().add(opened);
    // Last, since it may be sent away at once, by another thread.
    if (!sockets.add(token.attemptId(), line)) {
      line.close(VIOLATED_POLICY.getCode(), "too many sockets");
    }
  }

  @Override
  public void onClose(Session session, CloseReason reason) {
    if (reason.getCloseCode() == CLOSED_ABNORMALLY) {
      sockets.countBroken();
    }
    if (window != null && outgoing != null) {
      players.windows().remove(window);
      sockets.remove(token.attemptId(), outgoing);
    }
  }

  @Override
  public void onError(Session session, Throwable failure) {
    LOG.debug("socket {} of attempt {} broke", session.getId(), token.attemptId(), failure);
  }

  private void hear(Window from, Outgoing line, String part, boolean last) {
    boolean isWhole = last && parts == 0 && part.length() <= players.limits().batchBytes();
    if (isWhole) {
      answer(from, line, part);
      return;
    }
    message.append(part);
    parts++;
    if (message.length() > players.limits().batchBytes() || parts > MAX_PARTS) {
      message.setLength(0);
      line.close(TOO_BIG.getCode(), "message too big");
    } else if (last) {
      String whole = message.toString();
      forget();
      answer(from, line, whole);
    }
  }

  private void forget() {
    parts = 0;
    message.setLength(0);
    if (message.capacity() > KEPT_CHARS) {
      message = new StringBuilder();
    }
  }

  /** Saves within the window cost what they must; everything else is counted. */
  private void answer(Window from, Outgoing line, String text) {
    ClientMessage read = players.reader().read(text);
    boolean free = read instanceof ClientMessage.Save && !from.isFull();
    if (!free && !pace.allows()) {
      line.close(VIOLATED_POLICY.getCode(), "too many messages");
      return;
    }
    from.receive(read)
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                LOG.warn("attempt {}: {}", token.attemptId(), failure.toString());
                line.close(UNEXPECTED_CONDITION.getCode(), "try again");
              }
            });
  }
}
