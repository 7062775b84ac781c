package org.examhall.core.context;

import java.util.Optional;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code lti11_outcome} table: where a person's grade goes. */
public final class Lti11Outcomes {
  private static final String INSERT =
      """
      insert into lti11_outcome
             (resource_link_id, person_id, lti11_key_id, service_url, sourcedid,
              data_accepted, points_possible, submitted_at_accepted)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  /**
   * Remembers or refreshes the address that a verified launch gave; whether it is the first, or at
   * another service. Another sourcedid alone is no news: Moodle's differs with each launch.
   */
  public boolean save(Tx tx, long resourceLinkId, long personId, long lti11KeyId, Address address) {
    return tx.only(
        INSERT
            + """
            on conflict (resource_link_id, person_id) do update
           set lti11_key_id = excluded.lti11_key_id,
               service_url = excluded.service_url,
               sourcedid = excluded.sourcedid,
               data_accepted = excluded.data_accepted,
               points_possible = excluded.points_possible,
               submitted_at_accepted = excluded.submitted_at_accepted,
               refreshed_at = now()
        returning service_url is distinct from
                  (select was.service_url -- as it stood before
                     from lti11_outcome was
                    where was.resource_link_id = lti11_outcome.resource_link_id
                      and was.person_id = lti11_outcome.person_id) as news
        """,
        row -> row.flag("news"),
        values(resourceLinkId, personId, lti11KeyId, address));
  }

  /** The same for a person whom nobody has launched before, at the transaction's end. */
  public void add(Tx tx, long resourceLinkId, long personId, long lti11KeyId, Address address) {
    tx.atEnd(INSERT, values(resourceLinkId, personId, lti11KeyId, address));
  }

  private static Object[] values(
      long resourceLinkId, long personId, long lti11KeyId, Address address) {
    return new Object[] {
      resourceLinkId,
      personId,
      lti11KeyId,
      address.serviceUrl(),
      address.sourcedid(),
      String.join(",", address.terms().data()),
      address.terms().pointsPossible(),
      address.terms().submittedAt()
    };
  }

  /** Where the grade of a person goes by a link, as their last launch there said. */
  public Optional<Place> find(Tx tx, long resourceLinkId, long personId) {
    return tx.one(
        """
        select lti11_key_id, service_url, sourcedid,
               data_accepted, points_possible, submitted_at_accepted
          from lti11_outcome
         where resource_link_id = ?
           and person_id = ?
        """,
        row ->
            new Place(
                row.longAt("lti11_key_id"),
                new Address(row.text("service_url"), row.text("sourcedid"), ResultTerms.read(row))),
        resourceLinkId,
        personId);
  }

  /**
   * A cell and the key that calls to it are signed with.
   *
   * @param lti11KeyId the key of the launch that gave the address
   */
  public record Place(long lti11KeyId, Address address) {}

  /**
   * Address of one gradebook cell.
   *
   * @param sourcedid opaque to us, sent back byte for byte
   * @param terms what may go along with a score
   */
  public record Address(String serviceUrl, String sourcedid, ResultTerms terms) {
    /** Of a cell that takes scores alone. */
    public Address(String serviceUrl, String sourcedid) {
      this(serviceUrl, sourcedid, ResultTerms.NONE);
    }

    /** The same cell, called at another address. */
    public Address at(String otherServiceUrl) {
      return new Address(otherServiceUrl, sourcedid, terms);
    }
  }
}
