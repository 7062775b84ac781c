package org.examhall.testkit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

class ServersIT {
  @Test
  void everyCallerHasADatabaseOfItsOwn() throws Exception {
    var one = Servers.freshDatabase();
    var other = Servers.freshDatabase();

    execute(one, "create table only_here (id int)");

    assertNotEquals(one.url(), other.url());
    assertTrue(hasTable(one, "only_here"));
    assertFalse(hasTable(other, "only_here"));
  }

  @Test
  void everyCallerHasARedisDatabaseOfItsOwn() {
    assertNotEquals(Servers.freshRedisUrl(), Servers.freshRedisUrl());
  }

  private static void execute(Servers.Database database, String sql) throws Exception {
    try (var connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static boolean hasTable(Servers.Database database, String table) throws Exception {
    try (var connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        var tables = connection.getMetaData().getTables(null, "public", table, null)) {
      return tables.next();
    }
  }
}
