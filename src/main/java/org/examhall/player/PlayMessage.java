package org.examhall.player;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.examhall.core.attempt.AttemptReason;
import org.examhall.core.attempt.AttemptToken;
import org.examhall.core.attempt.AttemptTokens;
import org.examhall.core.attempt.save.Look;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.json.Json;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/**
 * {@code POST /play/message}: the same messages as on the socket, one or several in a body, and the
 * answers in one array. Source: docs/reference/protocol.md 3.
 */
public final class PlayMessage {
  private static final String BEARER = "Bearer ";
  private static final int ANSWER_SECONDS = 20;

  /** A client has one request under way, and one more when its page is left. */
  private static final int MAX_REQUESTS = 8;

  private final Players players;
  private final AttemptTokens tokens;
  private final ContentOrigin origin;
  private final Json json;
  private final Crowd requests = new Crowd(MAX_REQUESTS);

  /** Messages from pages of {@code contentUrl}. */
  public PlayMessage(Players players, AttemptTokens tokens, URI contentUrl, Json json) {
    this.players = players;
    this.tokens = tokens;
    this.origin = new ContentOrigin(contentUrl);
    this.json = json;
  }

  /** A guard: lets in who comes from our page with a token that holds. */
  public void guard(Request request) {
    if (!origin.sent(request)) {
      throw new Refused(PlayerReason.ORIGIN);
    }
    String token =
        request
            .header("Authorization")
            .filter(header -> header.startsWith(BEARER))
            .map(header -> header.substring(BEARER.length()))
            .orElseThrow(() -> new Refused(AttemptReason.TOKEN));
    AttemptToken holder =
        players
            .verbs()
            .db()
            .read(tx -> tokens.find(tx, token))
            .orElseThrow(() -> new Refused(AttemptReason.TOKEN));
    request.put(AttemptToken.class, holder);
  }

  /** Answers the body's messages, in order. */
  public Response answer(Request request) throws IOException {
    AttemptToken token = request.get(AttemptToken.class);
    if (!requests.enter(token.attemptId())) {
      throw new Refused(PlayerReason.TOO_MANY);
    }
    try {
      return answer(request, token);
    } finally {
      requests.leave(token.attemptId());
    }
  }

  private Response answer(Request request, AttemptToken token) throws IOException {
    Conversation conversation = new Conversation(players, token);
    Answers all = new Answers();
    List<Answers> answers = new ArrayList<>();
    CompletableFuture<?> said = CompletableFuture.completedFuture(null);
    for (ClientMessage message : messages(request)) {
      Answers own = new Answers();
      answers.add(own);
      CompletableFuture<Void> done = conversation.receive(message, own);
      if (!(message instanceof ClientMessage.Save)) {
        await(done);
      }
      said = CompletableFuture.allOf(said, done);
    }
    await(said);
    answers.forEach(all::addAll);
    if (!conversation.hasToldTimes()) {
      look(token.attemptId()).forEach(seen -> conversation.pushNews(seen, all));
    }
    return Response.json("[" + String.join(",", all.texts()) + "]");
  }

  private List<Look.Seen> look(long attemptId) {
    return players.verbs().db().read(tx -> players.verbs().look().run(tx, List.of(attemptId)));
  }

  /** What is said to one message. Threads: any. */
  private static final class Answers implements Line {
    private final List<String> texts = new ArrayList<>();
    private boolean tokenEnded;

    @Override
    public synchronized void say(String message) {
      texts.add(message);
    }

    @Override
    public synchronized void end(Farewell farewell) {
      tokenEnded = true;
    }

    @Override
    public synchronized boolean isOpen() {
      return !tokenEnded;
    }

    synchronized void addAll(Answers other) {
      texts.addAll(other.texts());
    }

    synchronized List<String> texts() {
      if (tokenEnded) {
        throw new Refused(AttemptReason.TOKEN);
      }
      return List.copyOf(texts);
    }
  }

  private List<ClientMessage> messages(Request request) throws IOException {
    JsonNode body =
        json.tree(Body.text(request, players.limits().batchBytes()))
            .filter(node -> node.isObject() || node.isArray())
            .orElseThrow(() -> new Refused(PlayerReason.BODY));
    if (body.isObject()) {
      return List.of(players.reader().read(body));
    }
    if (body.size() > Limits.MESSAGES) {
      throw new Refused(PlayerReason.BODY);
    }
    List<ClientMessage> messages = new ArrayList<>(body.size());
    body.forEach(node -> messages.add(players.reader().read(node)));
    return messages;
  }

  private static void await(CompletableFuture<?> done) {
    try {
      done.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw unwrapped(e);
    } catch (TimeoutException e) {
      throw new Refused(PlayerReason.BUSY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refused(PlayerReason.BUSY);
    }
  }

  /** A database that is away is 503, as on any page. */
  private static RuntimeException unwrapped(ExecutionException failure) {
    Throwable cause = failure.getCause();
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
  }
}
