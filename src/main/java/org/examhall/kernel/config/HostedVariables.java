package org.examhall.kernel.config;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * Understands {@code PORT}, {@code DATABASE_URL} and {@code REDIS_URL} as hosting services set
 * them.
 */
final class HostedVariables {
  private HostedVariables() {}

  static Map<String, String> translate(Map<String, String> environment) {
    Map<String, String> found = new HashMap<>();
    copy(environment, "PORT", found, Option.PORT);
    copy(environment, "REDIS_URL", found, Option.REDIS_URL);
    String database = environment.getOrDefault("DATABASE_URL", "");
    if (database.matches("postgres(ql)?://.+")) {
      translateDatabase(URI.create(database), found);
    }
    return found;
  }

  private static void translateDatabase(URI uri, Map<String, String> found) {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    found.put(
        Option.DATABASE_URL.variable(),
        "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query);
    if (uri.getUserInfo() != null) {
      String[] parts = uri.getUserInfo().split(":", 2);
      found.put(Option.DATABASE_USER.variable(), parts[0]);
      found.put(Option.DATABASE_PASSWORD.variable(), parts.length > 1 ? parts[1] : "");
    }
  }

  private static void copy(
      Map<String, String> from, String name, Map<String, String> to, Option option) {
    if (from.containsKey(name)) {
      to.put(option.variable(), from.get(name));
    }
  }
}
