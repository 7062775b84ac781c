package org.examhall.core.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.examhall.kernel.net.OutboundFailed;
import org.examhall.kernel.text.Messages;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeySetOverviewTest {
  static Stream<String> problems() {
    return Stream.concat(
        Stream.of(OutboundFailed.Why.values()).map(Enum::name),
        Stream.of("BAD_ADDRESS", "http_404", "http_200", ""));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void everyProblemIsSaidInWords(String problem) {
    KeySetOverview seen = new KeySetOverview(List.of(), Optional.empty(), problem);

    String words = new Messages().text(Locale.ENGLISH, seen.problemKey(), seen.problemDetail());

    String plain = words.replace("EXAMHALL_PRIVATE_HOSTS", "");
    assertFalse(Pattern.compile("[{_]|[A-Z]{5}").matcher(plain).find(), words);
    assertEquals(problem.startsWith("http_"), words.contains("HTTP status"));
  }
}
