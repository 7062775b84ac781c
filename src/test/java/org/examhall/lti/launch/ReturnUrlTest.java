package org.examhall.lti.launch;

import static org.examhall.lti.TestLaunch.ordinary;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Optional;
import org.examhall.lti.TestVerifier;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnUrlTest {

  @ParameterizedTest
  @CsvSource({
    "https://lms/back, https://lms/back?lti_errormsg=No%20%26%20%3Cb%3E&lti_errorlog=F1",
    "https://lms, https://lms?lti_errormsg=No%20%26%20%3Cb%3E&lti_errorlog=F1",
    "https://lms/b?a=1&b=%2f+x, https://lms/b?a=1&b=%2f+x&lti_errormsg=No%20%26%20%3Cb%3E&lti_errorlog=F1",
    "https://lms/b?#top, https://lms/b?lti_errormsg=No%20%26%20%3Cb%3E&lti_errorlog=F1#top",
    "https://lms/b#t?x, https://lms/b?lti_errormsg=No%20%26%20%3Cb%3E&lti_errorlog=F1#t?x",
    "https://lms/b?lti_errormsg=old&a=1, https://lms/b?a=1&lti_errormsg=No%20%26%20%3Cb%3E&lti_errorlog=F1"
  })
  @Requirement("RT-01")
  void ourWordsAreAddedAndTheRestStays(String url, String expected) {
    ReturnUrl back = of(url).orElseThrow();

    assertEquals(expected, back.withError("No & <b>", "F1"));
    assertEquals(
        expected.replace("lti_error", "lti_"),
        of(url.replace("lti_error", "lti_")).orElseThrow().withMessage("No & <b>", "F1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil/x",
        "/relative",
        "ftp://h/",
        "https://",
        "https:///x",
        "https://lms\\@evil/",
        "https://u@evil/",
        "https://lms/a b",
        "https://lms/\r\nSet-Cookie: a=b",
        "https://lms/\"onload",
        "https://lms/<script>",
        "https://lms/é",
        " https://lms/"
      })
  @Requirement({"RT-02", "RT-03"})
  void whatIsNoWebAddressIsAbsent(String url) {
    assertEquals(Optional.empty(), of(url));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://lms",
        "HTTPS://LMS:8443/x",
        "https://[::1]/x",
        "https://lms?x",
        "https://lms/{x}|y"
      })
  @Requirement("RT-02")
  void webAddressesAreTakenAsTheyAre(String url) {
    assertEquals(url, of(url).orElseThrow().plain());
  }

  @Test
  @Requirement("RT-02")
  void theSessionKeyInItStaysOutOfLogs() {
    ReturnUrl back = of("https://lms/return.php?sesskey=abc").orElseThrow();

    assertFalse(back.toString().contains("abc"));
  }

  private static Optional<ReturnUrl> of(String url) {
    return ReturnUrl.of(
        TestVerifier.ordinary()
            .verified(ordinary().with("launch_presentation_return_url", url).signed().request()));
  }
}
