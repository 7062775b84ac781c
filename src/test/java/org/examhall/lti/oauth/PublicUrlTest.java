package org.examhall.lti.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.examhall.kernel.fault.Refused;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicUrlTest {

  @Test
  @Requirement("OA-05")
  void thePathAndTheQueryOfARequestStayAsOnTheWire() {
    PublicUrl site = PublicUrl.parse("https://Exams.Example.edu:443");

    PublicUrl url = site.arrivedAt("/A/%2f/%7e/../b//c;p=1", Optional.of("x=%41"));

    assertEquals("https://exams.example.edu/A/%2f/%7e/../b//c;p=1", url.baseUri());
    assertEquals(Optional.of("x=%41"), url.rawQuery());
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP://EXAMPLE.com:80/x, http://example.com/x",
    "https://example.com:443, https://example.com/",
    "https://example.com:80/, https://example.com:80/",
    "https://my_host:443/x, https://my_host/x",
    "https://[2001:DB8::1]:443/x, https://[2001:db8::1]/x",
    "https://example.com:/x, https://example.com/x"
  })
  @Requirement("OA-05")
  void schemeHostAndPortAreNormal(String url, String expected) {
    assertEquals(expected, PublicUrl.parse(url).baseUri());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/x",
        "ftp://h/x",
        "https:///x",
        "https://u:p@h/x",
        "https://h:0/x",
        "https://h:65536/x",
        "https://h/a b",
        "https://h/a|b",
        "https://h/%zz",
        "https://h/é",
        "https://h\\x/",
        "javascript:alert(1)",
        "https://h:1:2/"
      })
  @Requirement("OA-05")
  void whatIsNoWebAddressIsRefused(String url) {
    assertThrows(Refused.class, () -> PublicUrl.parse(url));
  }
}
