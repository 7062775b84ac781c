package org.examhall.player;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.core.attempt.AttemptToken;
import org.examhall.core.attempt.AttemptTokens;
import org.examhall.kernel.fault.Refused;
import org.examhall.web.http.Guard;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/**
 * {@code GET /play/socket}: checks origin and token, then turns the connection into a socket.
 *
 * <p>No compression: a compressor costs 300 KB a socket, and splices leave little to compress.
 * Source: docs/reference/protocol.md 3; RFC 6455.
 */
public final class PlaySocket {
  private static final String SUBPROTOCOL = "examhall.v1";
  private static final String TOKEN = "token.";

  private final Players players;
  private final AttemptTokens tokens;
  private final Sockets sockets;
  private final ContentOrigin origin;

  /** Sockets for pages of {@code contentUrl}. */
  public PlaySocket(Players players, AttemptTokens tokens, Sockets sockets, URI contentUrl) {
    this.players = players;
    this.tokens = tokens;
    this.sockets = sockets;
    this.origin = new ContentOrigin(contentUrl);
  }

  /** A {@link Guard}: lets in who comes from our page with a token that holds. */
  public void guard(Request request) {
    List<String> offered = subprotocols(request);
    Optional<AttemptToken> holder =
        offered.contains(SUBPROTOCOL) && origin.sent(request)
            ? offered.stream()
                .filter(name -> name.startsWith(TOKEN))
                .findFirst()
                .flatMap(name -> find(name.substring(TOKEN.length())))
            : Optional.empty();
    request.put(AttemptToken.class, holder.orElseThrow(() -> new Refused(PlayerReason.SOCKET)));
  }

  /** Upgrades the connection. */
  public Response open(Request request) {
    AttemptToken token = request.get(AttemptToken.class);
    return Response.body(
        response -> upgrade(request, response, new SocketEndpoint(players, token, sockets)));
  }

  private Optional<AttemptToken> find(String token) {
    return players.verbs().db().tx(tx -> tokens.find(tx, token));
  }

  private static List<String> subprotocols(Request request) {
    return request
        .header("Sec-WebSocket-Protocol")
        .map(list -> Arrays.stream(list.split(",")).map(String::strip).toList())
        .orElse(List.of());
  }

  private static void upgrade(Request request, HttpServletResponse response, Endpoint endpoint)
      throws IOException {
    ServerContainer container =
        (ServerContainer)
            request.servlet().getServletContext().getAttribute(ServerContainer.class.getName());
    ServerEndpointConfig config =
        ServerEndpointConfig.Builder.create(SocketEndpoint.class, "/play/socket")
            .subprotocols(List.of(SUBPROTOCOL))
            .configurator(new Only(endpoint))
            .build();
    try {
      container.upgradeHttpToWebSocket(request.servlet(), response, config, Map.of());
    } catch (DeploymentException e) {
      throw new IOException(e);
    }
  }

  /** Gives the container the endpoint that is there, not one of its own making. */
  private static final class Only extends ServerEndpointConfig.Configurator {
    private final Endpoint endpoint;

    Only(Endpoint endpoint) {
      this.endpoint = endpoint;
    }

    @Override
    public <T> T getEndpointInstance(Class<T> type) {
      return type.cast(endpoint);
    }

    @Override
    public boolean checkOrigin(String header) {
      return true; // the guard has
    }

    @Override
    public List<Extension> getNegotiatedExtensions(
        List<Extension> installed, List<Extension> requested) {
      return List.of();
    }
  }
}
