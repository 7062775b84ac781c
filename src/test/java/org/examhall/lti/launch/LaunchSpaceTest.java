package org.examhall.lti.launch;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchSpaceTest {
  private static final LaunchSpace OURS = LaunchSpace.below("https://exams.example.edu/hall/lti13");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://exams.example.edu/hall/lti13",
        "https://exams.example.edu/hall/lti13/launch",
        "https://exams.example.edu/hall/lti13?exam=1",
        "https://exams.example.edu:443/hall/lti13/x/y?u=https://evil/",
        "HTTPS://EXAMS.example.edu/hall/lti13/a..b"
      })
  @Requirement("LA-13")
  void oursAreOurs(String address) {
    assertTrue(OURS.holds(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/hall/lti13/launch",
        "//exams.example.edu/hall/lti13",
        "http://exams.example.edu/hall/lti13",
        "https://exams.example.edu:8443/hall/lti13",
        "https://exams.example.edu.evil.org/hall/lti13",
        "https://evil.org/hall/lti13",
        "https://exams.example.edu@evil.org/hall/lti13",
        "https://evil.org#https://exams.example.edu/hall/lti13",
        "https://exams.example.edu/hall",
        "https://exams.example.edu/hall/lti13x",
        "https://exams.example.edu/hall/lti13/../admin",
        "https://exams.example.edu/hall/lti13/%2e%2E/admin",
        "https://exams.example.edu/hall/lti13/.%2e/admin",
        "https://exams.example.edu/hall/lti13/..%2fadmin",
        "https://exams.example.edu/hall/lti13/..%5cadmin",
        "https://exams.example.edu/hall/lti13\\..\\admin",
        "https://exams.example.edu/hall/lti13/ x",
        "https://exams.example.edu/hall/lti13/\r\nx",
        "javascript:alert(1)",
        "javascript://exams.example.edu/hall/lti13",
        "data:text/html,x"
      })
  @Requirement({"LA-13", "I34"})
  void whatLooksLikeOursIsNot(String address) {
    assertFalse(OURS.holds(address));
  }

  @Test
  @Requirement("LA-13")
  void aSiteWithoutAPathHoldsAllOfItsHost() {
    LaunchSpace site = LaunchSpace.below("https://exams.example.edu");

    assertTrue(site.holds("https://exams.example.edu/lti13/launch"));
    assertTrue(site.holds("https://exams.example.edu"));
    assertFalse(site.holds("https://exams.example.edu/../x"));
  }
}
