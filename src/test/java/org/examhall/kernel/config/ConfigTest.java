package org.examhall.kernel.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigTest {
  @ParameterizedTest
  @CsvSource({
    "EXAMHALL_DATABASE_URL, jdbc:postgresql://ann:s3cret@db/examhall",
    "EXAMHALL_DATABASE_URL, postgres://ann:s3cret@db/examhall",
    "EXAMHALL_DATABASE_URL, jdbc:postgres://db/examhall?user=ann&password=s3cret",
    "EXAMHALL_REDIS_URL, ann:s3cret@cache:6379",
    "EXAMHALL_REDIS_URL, redi://:s3cret@cache:6379",
    "EXAMHALL_REDIS_URL, redis://:s3cret with^signs@cache:6379",
    "DATABASE_URL, postgres://ann:s3cret^@db/examhall"
  })
  void anAddressThatIsRefusedIsToldWithoutItsPassword(String variable, String address) {
    BadSetting refused = assertThrows(BadSetting.class, () -> read(Map.of(variable, address)));

    assertTrue(refused.getMessage().startsWith(variable + ":"), refused.getMessage());
    assertFalse(refused.getMessage().contains("s3cret"), refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "EXAMHALL_MAX_ELEMENT_CHARS, 63999, 64000",
    "EXAMHALL_MAX_ELEMENT_CHARS, 10000000, 9999999",
    "EXAMHALL_MAX_UPLOAD_MEGABYTES, 0, 1",
    "EXAMHALL_MAX_PACKAGE_FILES, 10000000, 9999999",
    "EXAMHALL_PORT, 65536, 65535"
  })
  void aNumberOutsideOfItsLimitsIsRefusedWithThem(String variable, String number, String limit) {
    Map<String, String> key = Map.of("EXAMHALL_SECRET_KEY", "0123456789abcdef0123456789abcdef");
    Map<String, String> wrong = new HashMap<>(key);
    wrong.put(variable, number);
    Map<String, String> right = new HashMap<>(key);
    right.put(variable, limit);

    BadSetting refused = assertThrows(BadSetting.class, () -> read(wrong));

    assertTrue(refused.getMessage().contains(limit), refused.getMessage());
    assertDoesNotThrow(() -> read(right));
  }

  @Test
  void anAddressIsShownWithoutItsPassword() {
    Config config =
        read(
            Map.of(
                "EXAMHALL_SECRET_KEY", "0123456789abcdef0123456789abcdef",
                "EXAMHALL_REDIS_URL", "redis://ann:s3cret@cache:6379/1",
                "EXAMHALL_DATABASE_URL",
                    "jdbc:postgresql://db/examhall?password=s3cret&ssl=true&sslpassword=s3cret"));

    assertEquals("redis://***@cache:6379/1", config.shown(Option.REDIS_URL));
    assertEquals(
        "jdbc:postgresql://db/examhall?password=***&ssl=true&sslpassword=***",
        config.shown(Option.DATABASE_URL));
  }

  private static Config read(Map<String, String> environment) {
    return Config.read(Optional.empty(), environment);
  }
}
