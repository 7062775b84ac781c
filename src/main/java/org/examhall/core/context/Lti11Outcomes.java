package org.examhall.core.context;

import org.examhall.kernel.sql.Tx;

/** Every statement that writes the {@code lti11_outcome} table: where a person's grade goes. */
public final class Lti11Outcomes {
  /** Remembers or refreshes the address that a verified launch gave. */
  public void save(Tx tx, long resourceLinkId, long personId, long lti11KeyId, Address address) {
    tx.change(
        """
        insert into lti11_outcome (resource_link_id, person_id, lti11_key_id, service_url, sourcedid)
        values (?, ?, ?, ?, ?)
            on conflict (resource_link_id, person_id) do update
           set lti11_key_id = excluded.lti11_key_id,
               service_url = excluded.service_url,
               sourcedid = excluded.sourcedid,
               refreshed_at = now()
        """,
        resourceLinkId,
        personId,
        lti11KeyId,
        address.serviceUrl(),
        address.sourcedid());
  }

  /**
   * Address of one gradebook cell.
   *
   * @param sourcedid opaque to us, sent back byte for byte
   */
  public record Address(String serviceUrl, String sourcedid) {}
}
