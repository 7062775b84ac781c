package org.examhall.bench;

/** A running installation that is measured: the servers under it and its web process. */
record Site(Rig rig, Process web) {
  /** Makes students. */
  Seats seats() {
    return new Seats(database());
  }

  /** The product's database. */
  Database database() {
    return new Database(rig.databaseUrl(), rig.postgres());
  }

  /** CPU time of the web process and of PostgreSQL so far, not of what drives them. */
  long cpuMillis() {
    return ProcessUse.cpuMillis(web.toHandle()) + ProcessUse.cpuMillis(rig.postmaster());
  }
}
