package org.examhall.kernel.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.util.PGobject;

/**
 * Binds Java values to parameters.
 *
 * <p>Understood: null and empty Optional (SQL null), String, Boolean, Long, Integer, BigDecimal,
 * byte[], UUID, enum (its lower-case name), Instant (timestamptz), JsonNode (jsonb), and arrays for
 * {@code unnest}: long[], int[], boolean[], String[], Instant[], BigDecimal[].
 */
final class Bind {
  private static final Map<Class<?>, String> ARRAY_ELEMENTS =
      Map.of(
          long[].class, "bigint",
          int[].class, "integer",
          boolean[].class, "boolean",
          String[].class, "text",
          BigDecimal[].class, "numeric",
          Instant[].class, "timestamptz");

  private Bind() {}

  static void all(Connection connection, PreparedStatement statement, @Nullable Object[] values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, jdbc(connection, values[i]));
    }
  }

  private static @Nullable Object jdbc(Connection connection, @Nullable Object value)
      throws SQLException {
    if (value instanceof Optional<?> optional) {
      return jdbc(connection, optional.orElse(null));
    }
    if (value instanceof Instant instant) {
      return instant.atOffset(ZoneOffset.UTC);
    }
    if (value instanceof Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    }
    if (value instanceof JsonNode json) {
      return jsonb(json);
    }
    return array(connection, value);
  }

  private static @Nullable Object array(Connection connection, @Nullable Object value)
      throws SQLException {
    String element = ARRAY_ELEMENTS.get(value == null ? Void.class : value.getClass());
    return element == null || value == null
        ? value
        : connection.unwrap(PGConnection.class).createArrayOf(element, value);
  }

  private static PGobject jsonb(JsonNode json) throws SQLException {
    PGobject object = new PGobject();
    object.setType("jsonb");
    object.setValue(json.toString());
    return object;
  }
}
