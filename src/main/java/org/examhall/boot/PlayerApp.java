package org.examhall.boot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.examhall.core.attempt.AttemptEvents;
import org.examhall.core.attempt.AttemptRules;
import org.examhall.core.attempt.AttemptTokens;
import org.examhall.core.attempt.Attempts;
import org.examhall.core.attempt.Leases;
import org.examhall.core.attempt.LiveNews;
import org.examhall.core.attempt.TradeTicket;
import org.examhall.core.attempt.save.BatchHistory;
import org.examhall.core.attempt.save.CurrentValues;
import org.examhall.core.attempt.save.EndAttempt;
import org.examhall.core.attempt.save.HistoryText;
import org.examhall.core.attempt.save.Look;
import org.examhall.core.attempt.save.SaveBatches;
import org.examhall.core.attempt.save.SaveQueue;
import org.examhall.core.attempt.save.TakeTurn;
import org.examhall.core.exam.ExamVersions;
import org.examhall.core.scoring.Grades;
import org.examhall.core.scoring.IdentifyQuestions;
import org.examhall.core.scoring.Marks;
import org.examhall.kernel.config.Option;
import org.examhall.kernel.crypto.Signer;
import org.examhall.kernel.redis.Subscription;
import org.examhall.player.InitialModel;
import org.examhall.player.Limits;
import org.examhall.player.PackageAddress;
import org.examhall.player.PackageFiles;
import org.examhall.player.PlayMessage;
import org.examhall.player.PlayPage;
import org.examhall.player.PlaySession;
import org.examhall.player.PlaySocket;
import org.examhall.player.PlayerVerbs;
import org.examhall.player.Players;
import org.examhall.player.Poll;
import org.examhall.player.Sockets;
import org.examhall.scorm.PackageStore;
import org.examhall.web.http.Framers;
import org.examhall.web.http.Origins;

/** The content origin: player windows and package files. */
final class PlayerApp implements AutoCloseable {
  /** The player's page, in the web application. */
  static final String PAGE = "/assets/player/play.html";

  /** Where processes tell one another what changed. */
  static final String NEWS = "player";

  private static final int WAITING_THREADS = 4;
  private static final int MAX_WAITING = 20_000;

  private final Attempts attempts = new Attempts();
  private final AttemptRules rules = new AttemptRules();
  private final BatchHistory history;
  private final CurrentValues values = new CurrentValues();
  private final AttemptEvents events = new AttemptEvents();
  private final Marks marks = new Marks();
  private final AttemptTokens tokens;

  private final ThreadPoolExecutor waiting;
  private final SaveQueue saves;
  private final Sockets sockets;
  private final Players players;
  private final Subscription others;
  private final Poll poll;

  final PlayPage page;
  final PlaySession session;
  final PlaySocket socket;
  final PlayMessage message;
  final PackageFiles files;

  /**
   * The content origin of a site.
   *
   * @param html the player's page
   */
  PlayerApp(Core core, Origins origins, PackageStore packages, Framers framers, InputStream html) {
    this.history = new BatchHistory(new HistoryText(core.json));
    this.tokens = new AttemptTokens(core.tokens);
    this.waiting =
        new ThreadPoolExecutor(
            WAITING_THREADS,
            WAITING_THREADS,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_WAITING),
            work -> new Thread(work, "player"));
    this.saves =
        new SaveQueue(
            core.saves,
            new SaveBatches(history, values, events, marks, new Grades()),
            core.bell,
            SaveQueue.Size.USUAL,
            core.metrics.registry());
    this.sockets = new Sockets(core.metrics.registry());
    Limits limits = new Limits(core.config.integer(Option.MAX_ELEMENT_CHARS));
    this.players =
        new Players(
            verbs(core),
            new InitialModel(new ExamVersions()),
            limits,
            core.json,
            news -> core.redis.publish(NEWS, news));
    this.poll = new Poll(players.news());
    this.others = core.redis.subscribe(NEWS, players.news()::heard, poll::lookNow);
    PackageAddress addresses = new PackageAddress(new Signer(core.config.secretKeys()));
    this.page = new PlayPage(text(html), origins.app(), origins.content(), framers::ofAnyLaunch);
    this.session =
        new PlaySession(
            players,
            new TradeTicket(tokens),
            new PlaySession.Parts(
                origins, addresses, core.lastingSigner(), core.json, core.messages));
    this.socket = new PlaySocket(players, tokens, sockets, origins.content());
    this.message = new PlayMessage(players, tokens, origins.content(), core.json);
    this.files =
        new PackageFiles(
            core.pages,
            new ExamVersions(),
            packages,
            addresses,
            InstantSource.system(),
            framers::ofAnyLaunch);
  }

  private PlayerVerbs verbs(Core core) {
    return new PlayerVerbs(
        core.pages,
        saves,
        new TakeTurn(
            attempts,
            rules,
            tokens,
            events,
            new Leases(),
            new TakeTurn.Saved(history, values, marks, new ExamVersions())),
        new EndAttempt(attempts, history, new IdentifyQuestions(core.json)),
        new Look(),
        waiting);
  }

  /** Tells open windows what changed. */
  LiveNews news() {
    return players.news();
  }

  private static String text(InputStream html) {
    try (html) {
      return new String(html.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the player's page " + PAGE + " is missing", e);
    }
  }

  /** Tells all windows to connect again; the process is about to stop serving. */
  void sendWindowsAway() {
    sockets.close();
  }

  /** Stores what windows have handed over. */
  @Override
  public void close() {
    sockets.close();
    others.close();
    poll.close();
    saves.close();
    waiting.shutdown();
  }
}
