package org.examhall.core.consumer;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.SqlFailure;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code lti13_registration} table. */
public final class Lti13Registrations {
  /** What a registration is read from: {@code r}, and its consumer as {@code c}. */
  static final String COLUMNS =
      """
      r.id, r.consumer_id, r.issuer, r.client_id, r.authorization_url, r.token_url,
      r.key_set_url, r.token_audience, r.product, r.active, r.unknown_deployments,
      r.consumer_per_deployment, array_to_string(r.algorithms, ' ') as algorithms,
      r.leeway_seconds, r.oldest_seconds, r.admins_are_staff, r.admins_erase,
      array_to_string(r.trusted_audiences, ' ') as trusted_audiences,
      array_to_string(r.scopes, ' ') as scopes, r.created_at, c.enabled
      """;

  private static final String SELECT =
      "select " + COLUMNS + " from lti13_registration r join consumer c on c.id = r.consumer_id";

  /**
   * A new registration of the consumer, checked by the usual rules, active; its id. Refused when
   * the platform has one of the same client id.
   */
  long add(Tx tx, long consumerId, Lti13Platform platform) {
    try {
      return tx.only(
          """
          insert into lti13_registration
                 (consumer_id, issuer, client_id, authorization_url, token_url, key_set_url,
                  token_audience, product)
          values (?, ?, ?, ?, ?, ?, ?, ?)
          returning id
          """,
          row -> row.longAt("id"),
          consumerId,
          platform.issuer(),
          platform.clientId(),
          platform.authorizationUrl(),
          platform.tokenUrl(),
          platform.keySetUrl(),
          platform.tokenAudience(),
          platform.product());
    } catch (SqlFailure e) {
      throw taken(e, platform);
    }
  }

  /** The registration that a login or a token names, or empty. */
  public Optional<Lti13Registration> find(Tx tx, String issuer, String clientId) {
    return tx.one(
        SELECT + " where r.issuer = ? and r.client_id = ?",
        Lti13Registration::read,
        issuer,
        clientId);
  }

  /** The one with this id, or empty. */
  public Optional<Lti13Registration> find(Tx tx, long id) {
    return tx.one(SELECT + " where r.id = ?", Lti13Registration::read, id);
  }

  /** The one with this id; it must be there. */
  public Lti13Registration byId(Tx tx, long id) {
    return tx.only(SELECT + " where r.id = ?", Lti13Registration::read, id);
  }

  /** All of an issuer, oldest first: for a login that names no client. */
  public List<Lti13Registration> listByIssuer(Tx tx, String issuer) {
    return tx.list(SELECT + " where r.issuer = ? order by r.id", Lti13Registration::read, issuer);
  }

  /** The consumer's, oldest first. */
  public List<Lti13Registration> list(Tx tx, long consumerId) {
    return tx.list(
        SELECT + " where r.consumer_id = ? order by r.id", Lti13Registration::read, consumerId);
  }

  /** Where the platform answers from now on; refused when another registration is of its ids. */
  void savePlatform(Tx tx, long id, Lti13Platform platform) {
    try {
      tx.change(
          """
          update lti13_registration
             set issuer = ?,
                 client_id = ?,
                 authorization_url = ?,
                 token_url = ?,
                 key_set_url = ?,
                 token_audience = ?,
                 product = ?
           where id = ?
          """,
          platform.issuer(),
          platform.clientId(),
          platform.authorizationUrl(),
          platform.tokenUrl(),
          platform.keySetUrl(),
          platform.tokenAudience(),
          platform.product(),
          id);
    } catch (SqlFailure e) {
      throw taken(e, platform);
    }
  }

  /** How launches are checked from now on. */
  void saveRules(Tx tx, long id, Lti13Rules rules) {
    tx.change(
        """
        update lti13_registration
           set unknown_deployments = ?,
               consumer_per_deployment = ?,
               algorithms = ?,
               leeway_seconds = ?,
               oldest_seconds = ?,
               trusted_audiences = ?,
               admins_are_staff = ?,
               admins_erase = ?
         where id = ?
        """,
        rules.unknownDeployments(),
        rules.consumerPerDeployment(),
        rules.algorithms().toArray(String[]::new),
        rules.leewaySeconds(),
        rules.oldestSeconds(),
        rules.trustedAudiences().toArray(String[]::new),
        rules.adminsAreStaff(),
        rules.adminsErase(),
        id);
  }

  /** Where active platforms are: what they call themselves, and where they answer. */
  public List<String> listAddresses(Tx tx) {
    return tx
        .list(
            """
            select r.issuer || ' ' || r.authorization_url || ' ' || r.token_url as addresses
              from lti13_registration r
              join consumer c on c.id = r.consumer_id and c.enabled
             where r.active
            """,
            row -> row.text("addresses"))
        .stream()
        .flatMap(addresses -> Stream.of(addresses.split(" ")))
        .distinct()
        .toList();
  }

  /** What the platform granted. */
  public void saveScopes(Tx tx, long id, List<String> scopes) {
    tx.change(
        """
        update lti13_registration
           set scopes = ?
         where id = ?
        """,
        scopes.toArray(String[]::new),
        id);
  }

  /** Lets it launch, or not. */
  public void setActive(Tx tx, long id, boolean active) {
    tx.change(
        """
        update lti13_registration
           set active = ?
         where id = ?
        """,
        active,
        id);
  }

  /** Which claims of its launches about ids of LTI 1.1 are followed. */
  public EarlierIds earlierIds(Tx tx, long id) {
    return tx.only(
        """
        select earlier_ids
          from lti13_registration
         where id = ?
        """,
        row -> row.constant("earlier_ids", EarlierIds.class),
        id);
  }

  /** The same from now on for all that launch for the consumer; how many those are. */
  public int saveEarlierIds(Tx tx, long consumerId, EarlierIds followed) {
    return tx.change(
        """
        update lti13_registration
           set earlier_ids = ?
         where consumer_id = ?
            or id in (select registration_id from lti13_deployment where consumer_id = ?)
        """,
        followed,
        consumerId,
        consumerId);
  }

  /** Its launches open the consumer's courses from now on. */
  public void saveConsumer(Tx tx, long id, long consumerId) {
    tx.change(
        """
        update lti13_registration
           set consumer_id = ?
         where id = ?
        """,
        consumerId,
        id);
  }

  private static RuntimeException taken(SqlFailure failure, Lti13Platform platform) {
    return failure.isDuplicate()
        ? new Refused(ConsumerReason.CLIENT_TAKEN, platform.issuer(), platform.clientId())
        : failure;
  }
}
