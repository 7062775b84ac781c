package org.examhall.kernel.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.OptionalLong;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortCodeTest {
  private final ShortCode codes = new ShortCode(new Signer("a secret of this installation"));

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 31, 32, 1_048_575, 1_048_576, 999_999_999_999L})
  void aCodeTellsItsNumberInGroupsThatCanBeReadAloud(long number) {
    String code = codes.make("purpose", number, "text");

    assertTrue(code.matches("[0-9A-HJKMNP-TV-Z]{4,12}(-[0-9A-HJKMNP-TV-Z]{4}){3}"), code);
    assertEquals(OptionalLong.of(number), codes.numberOf(code));
  }

  @Test
  void theSameCodeComesOutEachTimeAndAnotherForAnythingElse() {
    String code = codes.make("purpose", 7, "text");

    assertEquals(code, codes.make("purpose", 7, "text"));
    assertNotEquals(code, codes.make("another purpose", 7, "text"));
    assertNotEquals(code, codes.make("purpose", 7, "another text"));
    assertNotEquals(
        code, new ShortCode(new Signer("another installation")).make("purpose", 7, "text"));
    assertNotEquals(
        code.substring(4), codes.make("purpose", 8, "text").substring(4), "proof of a number");
  }

  @Test
  void howItIsTypedDoesNotMatter() {
    String code = codes.make("purpose", 33_825, "text"); // 1111: may be typed IlL1
    String typed = " ilL1" + code.substring(4).toLowerCase(Locale.ROOT).replace('-', ' ') + "\n";

    assertEquals(OptionalLong.of(33_825), codes.numberOf(typed));
    assertTrue(codes.matches(typed, code));
    assertTrue(codes.matches(code.replace("-", "\u2013").replace('0', 'o'), code));
  }

  @Test
  @Requirement("I39")
  void aCodeAlteredInOneCharacterIsAnother() {
    String code = codes.make("purpose", 4711, "text");

    for (int at = 0; at < code.length(); at++) {
      for (char other : "0123456789ABCDEFGHJKMNPQRSTUVWXYZ".toCharArray()) {
        String altered = code.substring(0, at) + other + code.substring(at + 1);
        assertEquals(altered.equals(code), codes.matches(altered, code), altered);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-",
        "0000",
        "0001-2345-6789-ABC",
        "0001-2345-6789-ABCU",
        "0001-2345-6789-ÄBCD"
      })
  void whatIsNoCodeHasNoNumber(String typed) {
    assertEquals(OptionalLong.empty(), codes.numberOf(typed));
  }

  @Test
  void aTextOfAnyLengthIsLookedAtBriefly() {
    String code = codes.make("purpose", 1, "text");

    assertFalse(codes.matches(code + "0".repeat(1_000_000), code));
    assertEquals(OptionalLong.empty(), codes.numberOf("0".repeat(1_000_000)));
  }
}
