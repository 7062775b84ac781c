package org.examhall.kernel.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigTest {
  private static final String KEY = "EXAMHALL_SECRET_KEY";
  private static final String SECRET = "0123456789abcdef0123456789abcdef";

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
    Map<String, String> key = Map.of(KEY, SECRET);
    Map<String, String> wrong = new HashMap<>(key);
    wrong.put(variable, number);
    Map<String, String> right = new HashMap<>(key);
    right.put(variable, limit);

    BadSetting refused = assertThrows(BadSetting.class, () -> read(wrong));

    assertTrue(refused.getMessage().contains(limit), refused.getMessage());
    assertDoesNotThrow(() -> read(right));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EXAMHALL_FRAME_ANCESTORS | https://a.example; https://b.example | https:, https://b.example:8443,'self'",
        "EXAMHALL_PRIVATE_HOSTS | 10.0.0.0/8,http://lms.local:8080/ | lms.local, 10.1.2.3, fd00::1",
        "EXAMHALL_PRIVATE_HOSTS | abc:80 | abc",
        "EXAMHALL_MAIL_HOST | mail.example.edu:587 | ''",
        "EXAMHALL_TRUSTED_PROXIES | lb.example.edu | 10.0.0.0/8, ::1",
        "EXAMHALL_BIND | http://127.0.0.1 | ::1",
        "EXAMHALL_LANGUAGE | fr | de",
        "EXAMHALL_CONTENT_URL | http://localhost.:8080 | http://127.0.0.1:8080",
      })
  void aSlipIsRefusedWithTheRemedy(String variable, String wrong, String right) {
    BadSetting refused =
        assertThrows(BadSetting.class, () -> read(Map.of(variable, wrong, KEY, SECRET)));

    assertTrue(refused.getMessage().startsWith(variable + ":"), refused.getMessage());
    assertDoesNotThrow(() -> read(Map.of(variable, right, KEY, SECRET)));
  }

  @Test
  void aFileThatCannotBeReadIsNamedWithTheReason(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("examhall.conf");
    Files.write(file, "EXAMHALL_SITE_NAME=Universit\u00e4t".getBytes(StandardCharsets.ISO_8859_1));
    BadSetting latin =
        assertThrows(BadSetting.class, () -> Config.read(Optional.of(file), Map.of()));
    Files.writeString(file, "EXAMHALL_DATABASE_PASSWORD=abc\\user");
    BadSetting backslash =
        assertThrows(BadSetting.class, () -> Config.read(Optional.of(file), Map.of()));

    assertTrue(latin.getMessage().contains(file + " is not UTF-8"), latin.getMessage());
    assertTrue(
        backslash.getMessage().contains(file.toString())
            && backslash.getMessage().endsWith("write a backslash twice"),
        backslash.getMessage());
  }

  @Test
  void anAddressIsShownWithoutItsPassword() {
    Config config =
        read(
            Map.of(
                KEY,
                SECRET,
                "EXAMHALL_REDIS_URL",
                "redis://ann:s3cret@cache:6379/1",
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
