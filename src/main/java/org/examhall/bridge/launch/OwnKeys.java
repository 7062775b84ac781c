package org.examhall.bridge.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.examhall.core.consumer.ToolKeyOverview;
import org.examhall.core.consumer.ToolKeys;
import org.examhall.kernel.sql.Db;
import org.examhall.lti.jose.KeySetText;
import org.examhall.lti.jose.ToolKey;
import org.examhall.lti.jose.ToolSigner;

/**
 * Our own keys: made when first needed, renewed every three months, published before they sign and
 * after.
 *
 * <p>Threads: any. Source: Security Framework 1.1 section 6; KY-01 to KY-03.
 */
public final class OwnKeys {
  private static final Duration LIFETIME = Duration.ofDays(90);

  /** Platforms keep our set for a day at most; what we sign is good for minutes. */
  private static final ToolKeys.Rotation ROTATION =
      new ToolKeys.Rotation(Duration.ofDays(1), Duration.ofDays(8));

  private final Db db;
  private final ToolKeys keys;

  /** Keys in {@code db}. */
  public OwnKeys(Db db, ToolKeys keys) {
    this.db = db;
    this.keys = keys;
  }

  /** The JWK set to publish. */
  public String published() {
    ensure();
    return KeySetText.of(db.tx(keys::listPublished));
  }

  /** The public key that signs now, for platforms that fetch no key sets: PEM. */
  public String publicPem() {
    ensure();
    return ToolKey.kept(db.tx(keys::findSigning).orElseThrow()).publicPem();
  }

  /** All keys, youngest first. */
  public List<ToolKeyOverview> list() {
    ensure();
    return db.tx(keys::list);
  }

  /** The token of these claims, signed now. */
  public String sign(JsonNode claims) {
    ensure();
    ToolKey key = ToolKey.kept(db.tx(keys::findSigning).orElseThrow());
    return new ToolSigner(key).sign(claims);
  }

  /** Adds the next key when the present one is old; it signs from tomorrow. */
  public void renewIfOld() {
    ensure();
    if (db.tx(tx -> keys.isOld(tx, LIFETIME))) {
      ToolKeys.NewKey key = fresh();
      db.run(tx -> keys.rotateIfOld(tx, key, LIFETIME, ROTATION));
    }
  }

  /** Adds the next key although the present one is young; it signs from tomorrow. */
  public void renew() {
    ToolKeys.NewKey key = fresh();
    db.run(tx -> keys.rotate(tx, key, ROTATION));
  }

  /** Takes a key out of use at once, and has another one sign; false when there is no such key. */
  public boolean revoke(String kid) {
    boolean revoked = db.tx(tx -> keys.revoke(tx, kid));
    ensure();
    return revoked;
  }

  private void ensure() {
    if (db.tx(keys::findSigning).isEmpty()) {
      ToolKeys.NewKey key = fresh();
      db.tx(tx -> keys.addFirst(tx, key));
    }
  }

  private static ToolKeys.NewKey fresh() {
    ToolKey key = ToolKey.make();
    return new ToolKeys.NewKey(key.kid(), key.privateJwk(), key.publicJwk());
  }
}
