package org.examhall.player;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.examhall.core.access.AccessReason;
import org.examhall.core.attempt.Attempt;
import org.examhall.core.attempt.AttemptKind;
import org.examhall.core.attempt.Mode;
import org.examhall.core.attempt.Opening;
import org.examhall.core.attempt.TradeTicket;
import org.examhall.core.attempt.TradeTicket.Traded;
import org.examhall.core.exam.ExamActivities;
import org.examhall.core.exam.ExamActivity;
import org.examhall.core.exam.Standard;
import org.examhall.kernel.crypto.Signer;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.text.Messages;
import org.examhall.web.http.Origins;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /play/session}: a ticket for a token and all that the player needs to open the exam.
 *
 * <p>A refusal tells the way back, so that a window whose ticket is gone leads to the front page.
 * Source: docs/reference/protocol.md 2.
 */
public final class PlaySession {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int MAX_BYTES = 4_096;

  private final Players players;
  private final TradeTicket trade;
  private final ExamActivities activities = new ExamActivities();
  private final Parts parts;

  /**
   * What else an answer is made of.
   *
   * @param signer makes names that tell nothing
   */
  public record Parts(
      Origins origins, PackageAddress addresses, Signer signer, Json json, Messages messages) {}

  /** Trades tickets of pages of {@code parts.origins()}. */
  public PlaySession(Players players, TradeTicket trade, Parts parts) {
    this.players = players;
    this.trade = trade;
    this.parts = parts;
  }

  /** The answer, or a refusal with the way back. */
  public Response answer(Request request) throws IOException {
    if (!new ContentOrigin(parts.origins().content()).sent(request)) {
      throw new Refused(PlayerReason.ORIGIN);
    }
    String ticket =
        parts
            .json()
            .tree(Body.text(request, MAX_BYTES))
            .map(body -> body.path("ticket"))
            .filter(node -> node.isTextual())
            .orElseThrow(() -> new Refused(PlayerReason.BODY))
            .textValue();
    try {
      Db db = players.verbs().db();
      Opening opening = db.read(tx -> trade.look(tx, ticket));
      return opened(db.single(tx -> trade.run(tx, ticket, opening)));
    } catch (Refused refused) {
      return refusal(refused, ticket, request.language());
    }
  }

  private Response opened(Traded traded) {
    ObjectNode session = session(traded);
    if (opensExam(traded)) {
      addExam(traded, session);
    }
    return Response.json(session.toString());
  }

  /** After the end a window may only hand over what it holds; the exam is not shown again. */
  private static boolean opensExam(Traded traded) {
    return traded.holder().mode() == Mode.REVIEW || !traded.opening().ended();
  }

  private void addExam(Traded traded, ObjectNode session) {
    Opening opening = traded.opening();
    String folder =
        parts.addresses().folder(opening.attempt().examVersionId(), traded.holder().expiresAt());
    session.put("launch", folder + opening.launchPath());
    if (opening.activityCount() > 1) {
      ArrayNode lines = session.putArray("activities");
      players
          .verbs()
          .db()
          .read(tx -> activities.list(tx, opening.attempt().examVersionId()))
          .forEach(activity -> lines.add(line(activity, folder)));
    }
  }

  private static ObjectNode line(ExamActivity activity, String folder) {
    ObjectNode line =
        JSON.objectNode()
            .put("position", activity.position())
            .put("depth", activity.depth())
            .put("kind", activity.kind().name().toLowerCase(Locale.ROOT))
            .put("title", activity.title());
    activity.launchPath().ifPresent(path -> line.put("launch", folder + path));
    return line;
  }

  private ObjectNode session(Traded traded) {
    Opening opening = traded.opening();
    ObjectNode session =
        JSON.objectNode()
            .put("v", 1)
            .put("token", traded.token())
            .put("attempt", Long.toString(opening.attempt().id()))
            .put("journal", journal(traded))
            .put("mode", traded.holder().mode().name().toLowerCase(Locale.ROOT))
            .put("scorm", opening.standard() == Standard.SCORM12 ? "1.2" : "2004")
            .put("title", opening.title());
    session.putObject("learner").put("id", opening.learnerId()).put("name", opening.learnerName());
    session
        .put("back", frontPage(traded.holder().launchId()))
        .put("receipt", receipt(traded))
        .put("trial", opening.attempt().kind() == AttemptKind.TEST)
        .put("socket", "/play/socket")
        .put("http", "/play/message")
        .put("examMessages", opening.durationSeconds().isPresent());
    opening
        .durationSeconds()
        .ifPresentOrElse(
            seconds -> session.put("durationSeconds", seconds),
            () -> session.putNull("durationSeconds"));
    return session;
  }

  /** Where the student finds the receipt once there is one; null where none is given. */
  private @Nullable String receipt(Traded traded) {
    Attempt attempt = traded.opening().attempt();
    boolean given = attempt.kind() == AttemptKind.GRADED && traded.holder().mode() == Mode.NORMAL;
    return given
        ? frontPage(traded.holder().launchId()) + "attempts/" + attempt.id() + "/receipt"
        : null;
  }

  /** The same for each visit of one person to one attempt, and telling neither. */
  private String journal(Traded traded) {
    String text = traded.holder().attemptId() + "." + traded.holder().personId();
    return parts.signer().sign("journal", text);
  }

  private Response refusal(Refused refused, String ticket, Locale language) {
    Optional<String> launch = players.verbs().db().read(tx -> trade.launchOf(tx, ticket));
    boolean closed = refused.reason() instanceof AccessReason;
    ObjectNode body =
        JSON.objectNode()
            .put("error", closed ? "closed" : "ticket")
            .put("message", words(refused, language))
            .put("back", launch.map(this::frontPage).orElse(parts.origins().app() + "/"));
    return Response.json(body.toString()).status(403);
  }

  private String words(Refused refused, Locale language) {
    return parts
        .messages()
        .text(language, refused.reason().messageKey(), refused.details().toArray());
  }

  private String frontPage(String launchId) {
    return parts.origins().app() + "/l/" + launchId + "/";
  }
}
