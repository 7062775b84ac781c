package org.examhall.player;

import java.util.Map;
import org.examhall.core.attempt.AttemptToken;
import org.examhall.core.attempt.save.Turn;
import org.examhall.kernel.sql.Tx;

/**
 * The answer to a hello.
 *
 * @param hostValues elements that the host sets; only for a turn that comes with values
 */
record Greeting(Turn turn, Map<String, String> hostValues) {
  static Greeting of(Tx tx, Players players, AttemptToken token, ClientMessage.Hello hello) {
    Turn turn = players.verbs().takeTurn().run(tx, token, hello.epoch(), hello.whole());
    return turn instanceof Turn.Granted granted && granted.values().isPresent()
        ? new Greeting(turn, players.model().valuesFor(tx, token, granted.seen()))
        : new Greeting(turn, Map.of());
  }
}
