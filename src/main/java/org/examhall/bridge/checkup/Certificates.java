package org.examhall.bridge.checkup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.examhall.kernel.sql.Tx;

/** Every statement about the {@code site_certificate} table. */
final class Certificates {
  /** The certificate of one origin, and how long it is good from now; negative when it was. */
  record Left(String site, Duration left) {}

  void save(Tx tx, String site, Instant goodUntil) {
    tx.change(
        """
        insert into site_certificate (site, good_until)
        values (?, ?)
            on conflict (site) do update
           set good_until = excluded.good_until
        """,
        site,
        goodUntil);
  }

  /** It is not believed, whatever it says itself. */
  void saveNotBelieved(Tx tx, String site) {
    tx.change(
        """
        insert into site_certificate (site, good_until)
        values (?, now())
            on conflict (site) do update
           set good_until = least(site_certificate.good_until, excluded.good_until)
        """,
        site);
  }

  List<Left> list(Tx tx) {
    return tx.list(
        """
        select site, good_until
          from site_certificate
         order by site
        """,
        row ->
            new Left(row.text("site"), Duration.between(Instant.now(), row.instant("good_until"))));
  }
}
