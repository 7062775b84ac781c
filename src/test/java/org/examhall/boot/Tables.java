package org.examhall.boot;

import java.util.Map;
import java.util.TreeMap;
import org.examhall.kernel.sql.Db;

/** What is in a database, table by table, so that a change anywhere shows. */
final class Tables {
  private final Db db;

  Tables(Db db) {
    this.db = db;
  }

  /** A digest of each table's rows. */
  Map<String, String> digests() {
    Map<String, String> digests = new TreeMap<>();
    db.run(
        tx -> {
          for (String table :
              tx.list(
                  """
                  select tablename
                    from pg_tables
                   where schemaname = 'public'
                   order by tablename
                  """,
                  row -> row.text("tablename"))) {
            digests.put(
                table,
                tx.only(
                    "select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as d from "
                        + table
                        + " t",
                    row -> row.text("d")));
          }
        });
    return digests;
  }
}
