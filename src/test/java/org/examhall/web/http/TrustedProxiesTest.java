package org.examhall.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import org.examhall.kernel.config.BadSetting;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxiesTest {
  private final TrustedProxies proxies =
      new TrustedProxies(List.of("127.0.0.1", "::1", "10.0.0.0/8"));

  @ParameterizedTest
  @Requirement("I37")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # who connects | X-Forwarded-For                | who it is
          203.0.113.9    |                                | 203.0.113.9
          203.0.113.9    | 198.51.100.1                   | 203.0.113.9
          127.0.0.1      |                                | 127.0.0.1
          127.0.0.1      | 198.51.100.1                   | 198.51.100.1
          127.0.0.1      | 1.2.3.4, 198.51.100.1          | 198.51.100.1
          127.0.0.1      | 1.2.3.4, 198.51.100.1, 10.1.1.1 | 198.51.100.1
          10.200.1.1     | 198.51.100.1                   | 198.51.100.1
          127.0.0.1      | evil.example                   | 127.0.0.1
          127.0.0.1      | 198.51.100.1, <script>         | 127.0.0.1
          127.0.0.1      | 2001:db8::7                    | 2001:db8:0:0:0:0:0:7
          0:0:0:0:0:0:0:1 | 198.51.100.1                  | 198.51.100.1
          127.0.0.1      | 999.1.1.1                      | 127.0.0.1
          """)
  void onlyTrustedProxiesAreBelieved(String peer, String forwarded, String client) {
    var headers = forwarded == null ? List.<String>of() : List.of(forwarded);

    assertEquals(client, proxies.clientOf(peer, Collections.enumeration(headers)));
  }

  @Test
  @Requirement("I37")
  void severalHeadersAreOneList() {
    var headers = Collections.enumeration(List.of("1.2.3.4", "198.51.100.1"));

    assertEquals("198.51.100.1", proxies.clientOf("127.0.0.1", headers));
  }

  @Test
  void aWrongProxyStopsTheStart() {
    var failure = assertThrows(BadSetting.class, () -> new TrustedProxies(List.of("10.0.0.0/99")));

    assertEquals(true, failure.getMessage().startsWith("EXAMHALL_TRUSTED_PROXIES: "));
  }
}
