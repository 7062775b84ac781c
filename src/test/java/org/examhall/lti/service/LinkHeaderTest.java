package org.examhall.lti.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.examhall.kernel.fault.Refused;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkHeaderTest {
  private static final URI BASE = URI.create("https://lms.example/api/Items?page=1");

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "<https://lms.example/A?b=C>; rel=\"next\" ! https://lms.example/A?b=C",
        "<https://lms.example/A>; rel=next ! https://lms.example/A",
        "<https://lms.example/A>;rel=NEXT;title=\"x, y\" ! https://lms.example/A",
        "<https://lms.example/A>; Rel = \"last next\" ! https://lms.example/A",
        "<https://lms.example/A>; title=\"; rel=next, <b>\"; rel=next ! https://lms.example/A",
        "<a>; rel=first, <B,c;d>; rel=next , <e>; rel=last ! https://lms.example/api/B,c;d",
        "</Abs/Path>; rel=next ! https://lms.example/Abs/Path",
        "<?page=2>; rel=next ! https://lms.example/api/Items?page=2",
        "< //lms.example/X >; rel=next ! https://lms.example/X",
        "<a?x=1&amp;y=2>; rel=“next” ! https://lms.example/api/a?x=1&y=2"
      })
  @Requirement("AG-06")
  void theNextPageIsFoundAndItsCaseKept(String header, String expected) {
    Optional<URI> next = LinkHeader.find(List.of(header), "next", BASE);

    assertEquals(Optional.of(URI.create(expected)), next);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<a>",
        "<a>; rel=nextpage",
        "<a>; rel=\"https://lms.example/next\"",
        "<a>; rev=next",
        "<a b>; rel=next",
        "<a; rel=next",
        "a; rel=next",
        "<http://[>; rel=next",
        "<a>; title=\"rel=next\""
      })
  @Requirement("AG-06")
  void whatIsNoNextPageIsNone(String header) {
    assertEquals(Optional.empty(), LinkHeader.find(List.of(header), "next", BASE));
  }

  @Test
  @Requirement({"AG-06", "NR-04"})
  void severalHeadersAreReadAndOtherRelationsFound() {
    List<String> headers = List.of("<a>; rel=\"next\"", "<b?since=1>; rel=\"differences\"");

    assertEquals(
        Optional.of(URI.create("https://lms.example/api/b?since=1")),
        LinkHeader.find(headers, "differences", BASE));
  }

  @Test
  @Requirement("AG-06")
  void aHostileHeaderTakesNoTime() {
    String hostile = "<a>" + ";\"".repeat(8_000) + "<b>; rel=next";

    assertTimeout(Duration.ofSeconds(1), () -> LinkHeader.find(List.of(hostile), "next", BASE));
  }

  @Test
  @Requirement("AG-06")
  void pagesThatLeadBackAreNotWalkedForEver() {
    PageTrail trail = new PageTrail(BASE, 10);
    URI second = trail.next(BASE, List.of("<?page=2>; rel=next")).orElseThrow();

    Refused back =
        assertThrows(Refused.class, () -> trail.next(second, List.of("<?page=1>; rel=next")));

    assertEquals(ServiceReason.PAGES_ENDLESS, back.reason());
  }

  @Test
  @Requirement("AG-06")
  void pagesWithoutEndAreLeft() {
    PageTrail trail = new PageTrail(BASE, 2);
    URI second = trail.next(BASE, List.of("<?page=2>; rel=next")).orElseThrow();

    Refused tooMany =
        assertThrows(Refused.class, () -> trail.next(second, List.of("<?page=3>; rel=next")));

    assertEquals(ServiceReason.PAGES_ENDLESS, tooMany.reason());
    assertEquals(Optional.empty(), new PageTrail(BASE, 2).next(BASE, List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://elsewhere.example/api",
        "http://lms.example/api",
        "https://lms.example:8443/api",
        "https://lms.example@elsewhere.example/"
      })
  @Requirement({"AG-06", "I08"})
  void aTokenIsNotTakenToAnotherServer(String page) {
    PageTrail trail = new PageTrail(BASE, 10);

    Refused away =
        assertThrows(Refused.class, () -> trail.next(BASE, List.of("<" + page + ">; rel=next")));

    assertEquals(ServiceReason.PAGES_ELSEWHERE, away.reason());
  }
}
