package org.examhall.kernel.config;

import java.net.URI;
import java.net.URISyntaxException;
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
      translateDatabase(parsed(database), found);
    }
    return found;
  }

  private static URI parsed(String database) {
    try {
      return new URI(database);
    } catch (URISyntaxException e) { // its message has the password in it
      throw new BadSetting(
          "DATABASE_URL: write signs of the password that an address can't have as %XX, or set"
              + " EXAMHALL_DATABASE_URL, _USER and _PASSWORD instead.");
    }
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
