package org.examhall.bridge.launch;

import java.time.Duration;
import java.util.Optional;
import org.examhall.core.consumer.Lti11Key;
import org.examhall.core.consumer.Lti11Keys;
import org.examhall.kernel.sql.Db;
import org.examhall.lti.oauth.SharedKey;
import org.examhall.lti.oauth.SharedKeys;
import org.examhall.lti.oauth.SignatureMethod;

/** The consumers' keys as LTI wants them. */
public final class StoredKeys implements SharedKeys {
  private final Db db;
  private final Lti11Keys keys;

  /** Keys of this database. */
  public StoredKeys(Db db, Lti11Keys keys) {
    this.db = db;
    this.keys = keys;
  }

  @Override
  public Optional<SharedKey> find(String consumerKey) {
    return db.read(tx -> keys.find(tx, consumerKey)).map(StoredKeys::shared);
  }

  private static SharedKey shared(Lti11Key key) {
    return new SharedKey(
        key.key(),
        key.consumerEnabled(),
        key.secret(),
        key.previous().map(p -> new SharedKey.PreviousSecret(p.secret(), p.until())),
        SignatureMethod.valueOf(key.minimumMethod().replace('-', '_')),
        Duration.ofSeconds(key.windowSeconds()));
  }
}
