package org.examhall.player;

import java.util.concurrent.Executor;
import org.examhall.core.attempt.save.EndAttempt;
import org.examhall.core.attempt.save.Look;
import org.examhall.core.attempt.save.SaveQueue;
import org.examhall.core.attempt.save.TakeTurn;
import org.examhall.kernel.sql.Db;

/**
 * What conversations call.
 *
 * @param db for everything but saves
 * @param waiting runs what waits for the database, so that no network thread does
 */
public record PlayerVerbs(
    Db db, SaveQueue saves, TakeTurn takeTurn, EndAttempt end, Look look, Executor waiting) {}
