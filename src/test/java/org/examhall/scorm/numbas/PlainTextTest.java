package org.examhall.scorm.numbas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Titles in HTML become plain words. */
class PlainTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Plain|Plain",
        "<b>Bold</b> &amp; <i>it</i>|Bold & it",
        "x &lt; 3|x < 3",
        "x < 3 and y > 2|x < 3 and y > 2",
        "<p>One</p><p>Two</p>|One Two",
        "a&nbsp;&nbsp;b|a b",
        "$x^2 + \\frac{1}{2}$|$x^2 + \\frac{1}{2}$",
        "Übung 中文 \uD83D\uDE00|Übung 中文 \uD83D\uDE00",
        "it's \"so\"|it's \"so\"",
        "user@example.org|user@example.org"
      })
  void htmlBecomesWords(String html, String words) {
    assertEquals(words, PlainText.of(html));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<script>alert(1)</script>Exam|Exam",
        "<style>p{}</style>Exam|Exam",
        "<img src=x onerror=alert(1)>Exam|Exam",
        "&lt;script&gt;alert(1)&lt;/script&gt;|<script>alert(1)</script>"
      })
  @Requirement("I30")
  void markupIsDroppedAndWhatLooksLikeItIsText(String html, String words) {
    assertEquals(words, PlainText.of(html));
  }

  @Test
  void lengthIsBoundedWithoutSplittingACharacter() {
    String smile = "\uD83D\uDE00";

    assertEquals("x" + smile.repeat(499), PlainText.of("x" + smile.repeat(1_000)));
  }
}
