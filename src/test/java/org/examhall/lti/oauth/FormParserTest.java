package org.examhall.lti.oauth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.examhall.kernel.fault.Refused;
import org.examhall.lti.Fault;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormParserTest {
  private final FormParser forms = FormParser.ofLaunches();

  @Test
  @Requirement({"OA-06", "OA-07"})
  void orderRepeatsAndEmptyValuesAreKept() {
    String body = "b=2&a=1&b=1&bare&empty=&=nameless&&a=1&x=y=z";

    Parameters read = forms.parse(body);

    assertEquals(
        List.of(
            new Parameter("b", "2"),
            new Parameter("a", "1"),
            new Parameter("b", "1"),
            new Parameter("bare", ""),
            new Parameter("empty", ""),
            new Parameter("", "nameless"),
            new Parameter("a", "1"),
            new Parameter("x", "y=z")),
        read.stream().toList());
  }

  @Test
  @Requirement({"OA-06", "I04"})
  void plusIsASpaceAndBytesAreUtf8() {
    String body = "n+1=a+b%2Bc&snow=%E2%98%83&raw=é&face=%F0%9F%98%80&low=%c3%a9";

    Parameters read = forms.parse(body);

    assertEquals("a b+c", read.first("n 1").orElseThrow());
    assertEquals("☃", read.first("snow").orElseThrow());
    assertEquals("é", read.first("raw").orElseThrow());
    assertEquals("😀", read.first("face").orElseThrow());
    assertEquals("é", read.first("low").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=%",
        "a=%4",
        "a=%zz",
        "a=%+1",
        "%=a",
        "a=%C3",
        "a=%C3%28",
        "a=%ED%A0%80",
        "a=%C0%80",
        "a=%F5%80%80%80",
        "a=b%00c",
        "a%00=b",
        "a=%4&b=1"
      })
  @Requirement({"OA-06", "OA-13"})
  void whatCanBeReadInTwoWaysIsRefused(String body) {
    Refused refused = assertThrows(Refused.class, () -> forms.parse(body));

    assertEquals(Fault.FORM_MALFORMED, refused.reason());
  }

  @Test
  @Requirement("OA-06")
  void bytesThatAreNotUtf8AreRefused() {
    byte[] latin1 = "name=Zoë".getBytes(ISO_8859_1);

    Refused refused = assertThrows(Refused.class, () -> forms.parse(latin1));

    assertEquals(Fault.FORM_MALFORMED, refused.reason());
  }

  @Test
  @Requirement("L11-01")
  void tooManyBytesAndTooManyParametersAreRefused() {
    byte[] twoMegabytes = new byte[2 * 1024 * 1024];
    Arrays.fill(twoMegabytes, (byte) 'a');
    byte[] many = "a=1&".repeat(1_001).getBytes(UTF_8);

    Refused size = assertThrows(Refused.class, () -> forms.parse(twoMegabytes));
    Refused count = assertThrows(Refused.class, () -> forms.parse(many));

    assertEquals(Fault.TOO_LARGE, size.reason());
    assertEquals(Fault.TOO_MANY_PARAMETERS, count.reason());
    assertEquals(1_000, forms.parse("a=1&".repeat(1_000)).size());
  }
}
