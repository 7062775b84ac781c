package org.examhall.player;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.examhall.core.attempt.AttemptToken;
import org.examhall.core.attempt.EndReason;
import org.examhall.core.attempt.Mode;
import org.examhall.core.attempt.save.Batch;
import org.examhall.core.attempt.save.EndAttempt;
import org.examhall.core.attempt.save.Look;
import org.examhall.core.attempt.save.SaveReply;
import org.examhall.core.attempt.save.Times;
import org.examhall.core.attempt.save.Turn;
import org.jspecify.annotations.Nullable;

/**
 * One window's side of the protocol, whichever line carries it: what each message leads to and what
 * is said back.
 *
 * <p>Messages come one at a time; answers to saves come from other threads, in any order. Threads:
 * {@link #receive} one at a time, pushes any.
 */
final class Conversation {
  /** A well-behaved client has {@link Limits#WINDOW} batches under way, on each of its lines. */
  private static final int MAX_UNDER_WAY = 2 * Limits.WINDOW;

  private static final int BUSY_MILLIS = 400;

  /** A clock that was set back by more is believed. */
  private static final Duration MOST_OVERTAKEN = Duration.ofSeconds(5);

  private final Players players;
  private final AttemptToken token;
  private final AtomicInteger underWay = new AtomicInteger();
  private CompletableFuture<Void> saving = CompletableFuture.completedFuture(null);
  private volatile int epoch;
  private @Nullable Times told;
  private int toldTaken;
  private boolean toldEnded;
  private Instant seenAt = Instant.EPOCH;

  Conversation(Players players, AttemptToken token) {
    this.players = players;
    this.token = token;
    this.epoch = token.epoch().orElse(0);
  }

  long attemptId() {
    return token.attemptId();
  }

  /** The window's turn; 0: it has had none. */
  int epoch() {
    return epoch;
  }

  /**
   * Deals with a message.
   *
   * @return done when everything about it has been said; fails when the database is away
   */
  CompletableFuture<Void> receive(ClientMessage message, Line line) {
    if (message instanceof ClientMessage.Save save) {
      return save(save, line);
    }
    if (message instanceof ClientMessage.Hello hello) {
      return afterSaves(() -> greet(hello, line));
    }
    if (message instanceof ClientMessage.End end) {
      return afterSaves(() -> end(end, line));
    }
    line.say(
        message instanceof ClientMessage.Misread misread
            ? players.messages().error(misread)
            : players.messages().pong(players.clock().now()));
    return CompletableFuture.completedFuture(null);
  }

  /** Whether batches are under way to the limit; more of them only cost. */
  boolean isFull() {
    return underWay.get() >= MAX_UNDER_WAY;
  }

  /**
   * Whether this window was told its times: an answer that does so tells everything else that is
   * news, too.
   */
  synchronized boolean hasToldTimes() {
    return told != null;
  }

  /** A newer window has its turn. */
  synchronized void pushTaken(int newestEpoch, Line line) {
    if (epoch > 0 && epoch < newestEpoch && toldTaken < newestEpoch) {
      toldTaken = newestEpoch;
      line.say(players.messages().taken(newestEpoch));
    }
  }

  /** Says what has changed since this window was last told. */
  synchronized void pushNews(Look.Seen seen, Line line) {
    if (token.mode() == Mode.REVIEW) {
      return; // nothing can happen to it
    }
    if (!isNewest(seen.now())) {
      return;
    }
    players.clock().seen(seen.now());
    news(seen.times()).ifPresent(t -> line.say(players.messages().times(t, seen.now())));
    pushTaken(seen.newestEpoch(), line);
    pushEnded(seen.ended(), line);
    if (seen.ended().isEmpty()) {
      toldEnded = false; // more time may reopen an attempt; its next end is news again
    }
  }

  /** What is seen at the same time may come in the other order. */
  private boolean isNewest(Instant at) {
    boolean newest = !at.isBefore(seenAt) || at.isBefore(seenAt.minus(MOST_OVERTAKEN));
    seenAt = newest ? at : seenAt;
    return newest;
  }

  private CompletableFuture<Void> afterSaves(Runnable work) {
    return saving.handle((done, failure) -> true).thenRunAsync(work, players.verbs().waiting());
  }

  private CompletableFuture<Void> save(ClientMessage.Save save, Line line) {
    if (token.mode() == Mode.REVIEW) {
      line.say(players.messages().reviewAck(save, players.clock().now()));
      return CompletableFuture.completedFuture(null);
    }
    if (isFull()) {
      line.say(players.messages().busy(save.epoch(), save.seq(), BUSY_MILLIS));
      return CompletableFuture.completedFuture(null);
    }
    underWay.incrementAndGet();
    Batch batch =
        new Batch(
            token.attemptId(),
            token.id(),
            save.epoch(),
            save.seq(),
            save.elements(),
            save.refused(),
            save.terminated());
    CompletableFuture<Void> answered =
        players.verbs().saves().offer(batch).thenAccept(reply -> answer(reply, line));
    saving = CompletableFuture.allOf(saving, answered);
    return answered;
  }

  private void answer(SaveReply reply, Line line) {
    underWay.decrementAndGet();
    if (reply instanceof SaveReply.Ack ack) {
      players.clock().seen(ack.now());
      acknowledge(ack, line);
    } else if (reply instanceof SaveReply.Busy busy) {
      line.say(players.messages().busy(busy.epoch(), busy.seq(), busy.retryMillis()));
    } else if (reply instanceof SaveReply.UnknownEpoch unknown) {
      line.say(players.messages().error(unknownEpoch(unknown)));
    } else {
      line.end(Line.Farewell.TOKEN);
    }
  }

  private synchronized void acknowledge(SaveReply.Ack ack, Line line) {
    boolean newest = isNewest(ack.now());
    line.say(players.messages().ack(ack, newest ? news(ack.times()) : Optional.empty()));
    pushTaken(ack.newestEpoch(), line);
    if (newest) {
      pushEnded(ack.ended(), line);
    }
  }

  private static ClientMessage.Misread unknownEpoch(SaveReply.UnknownEpoch reply) {
    var number = new ClientMessage.Misread.Number(reply.epoch(), reply.seq());
    return new ClientMessage.Misread(ClientMessage.Misread.Why.EPOCH, Optional.of(number));
  }

  private void greet(ClientMessage.Hello hello, Line line) {
    if (!line.isOpen()) {
      return; // of many greetings asked for at once, the first that was too long ended the line
    }
    Greeting greeting = players.verbs().db().tx(tx -> Greeting.of(tx, players, token, hello));
    Turn turn = greeting.turn();
    if (turn instanceof Turn.Granted granted) {
      granted(granted, greeting, line);
    } else if (turn instanceof Turn.Taken taken) {
      taken(hello.epoch(), taken.newestEpoch(), line);
    } else if (turn instanceof Turn.Over over) {
      line.say(players.messages().ended(over.reason()));
    } else {
      line.say(
          players
              .messages()
              .error(new ClientMessage.Misread(ClientMessage.Misread.Why.EPOCH, Optional.empty())));
    }
  }

  private synchronized void taken(int own, int newestEpoch, Line line) {
    epoch = own;
    pushTaken(newestEpoch, line);
  }

  private void granted(Turn.Granted turn, Greeting greeting, Line line) {
    players.clock().seen(turn.now());
    synchronized (this) {
      epoch = turn.epoch();
      told = turn.times();
      seenAt = turn.now();
    }
    line.say(players.messages().hello(turn, token.mode(), greeting.hostValues()));
    pushEnded(turn.ended(), line);
    if (turn.begins() && turn.epoch() > 1) {
      players.news().taken(token.attemptId(), turn.epoch());
    }
  }

  private void end(ClientMessage.End end, Line line) {
    EndAttempt.Answer answer =
        players.verbs().db().tx(tx -> players.verbs().end().run(tx, token, end.epoch(), end.seq()));
    line.say(players.messages().end(end.epoch(), answer));
  }

  /** The times if this window has not been told them yet. */
  private synchronized Optional<Times> news(Times times) {
    if (times.equals(told)) {
      return Optional.empty();
    }
    told = times;
    return Optional.of(times);
  }

  /** An exam that ended itself knows. */
  private synchronized void pushEnded(Optional<EndReason> ended, Line line) {
    if (!toldEnded && ended.isPresent() && ended.get() != EndReason.EXAM) {
      toldEnded = true;
      line.say(players.messages().ended(ended.get()));
    }
  }
}
