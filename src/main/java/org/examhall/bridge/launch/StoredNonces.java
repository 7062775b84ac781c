package org.examhall.bridge.launch;

import org.examhall.kernel.sql.Db;
import org.examhall.lti.oauth.Nonce;
import org.examhall.lti.oauth.Nonces;

/** Spends nonces in the database, so that they hold across processes and restarts. */
public final class StoredNonces implements Nonces {
  private final Db db;
  private final org.examhall.core.context.Nonces nonces;

  /** Nonces of this database. */
  public StoredNonces(Db db, org.examhall.core.context.Nonces nonces) {
    this.db = db;
    this.nonces = nonces;
  }

  @Override
  public boolean spend(Nonce nonce) {
    return db.tx(tx -> nonces.spend(tx, nonce.consumerKey(), nonce.hash(), nonce.expiresAt()));
  }
}
