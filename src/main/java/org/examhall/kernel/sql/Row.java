package org.examhall.kernel.sql;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;

/**
 * The current row of a result, read by column name.
 *
 * <p>A getter without {@code find} expects a value and treats null as a bug; one with it gives
 * empty for null.
 */
public final class Row {
  private final ResultSet results;

  Row(ResultSet results) {
    this.results = results;
  }

  /** Whole number. */
  public long longAt(String column) {
    return must(column, findLong(column));
  }

  /** Whole number, or empty. */
  public Optional<Long> findLong(String column) {
    return get(column, Long.class);
  }

  /** Whole number that fits an int. */
  public int intAt(String column) {
    return must(column, findInt(column));
  }

  /** Whole number that fits an int, or empty. */
  public Optional<Integer> findInt(String column) {
    return get(column, Integer.class);
  }

  /** Text. */
  public String text(String column) {
    return must(column, findText(column));
  }

  /** Text, or empty. */
  public Optional<String> findText(String column) {
    return get(column, String.class);
  }

  /** Yes or no. */
  public boolean flag(String column) {
    return must(column, get(column, Boolean.class));
  }

  /** Exact decimal number. */
  public BigDecimal decimal(String column) {
    return must(column, findDecimal(column));
  }

  /** Exact decimal number, or empty. */
  public Optional<BigDecimal> findDecimal(String column) {
    return get(column, BigDecimal.class);
  }

  /** Moment. */
  public Instant instant(String column) {
    return must(column, findInstant(column));
  }

  /** Moment, or empty. */
  public Optional<Instant> findInstant(String column) {
    return get(column, OffsetDateTime.class).map(OffsetDateTime::toInstant);
  }

  /** Bytes. */
  public byte[] bytes(String column) {
    return must(column, findBytes(column));
  }

  /** Bytes, or empty. */
  public Optional<byte[]> findBytes(String column) {
    try {
      return Optional.ofNullable(results.getBytes(column));
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  /** Constant of an enum stored by its lower-case name. */
  public <E extends Enum<E>> E constant(String column, Class<E> type) {
    return Enum.valueOf(type, text(column).toUpperCase(Locale.ROOT));
  }

  /** Constant of an enum stored by its lower-case name, or empty. */
  public <E extends Enum<E>> Optional<E> findConstant(String column, Class<E> type) {
    return findText(column).map(name -> Enum.valueOf(type, name.toUpperCase(Locale.ROOT)));
  }

  private <T> Optional<T> get(String column, Class<T> type) {
    try {
      return Optional.ofNullable(results.getObject(column, type));
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  private static <T> T must(String column, Optional<T> value) {
    return value.orElseThrow(() -> new IllegalStateException("null in column " + column));
  }
}
