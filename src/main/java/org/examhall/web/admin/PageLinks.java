package org.examhall.web.admin;

import java.util.Optional;
import org.examhall.web.http.Request;

/**
 * Where the pages before and after one are, by number.
 *
 * @param previous empty on the first page
 * @param next empty on the last page
 */
public record PageLinks(Optional<String> previous, Optional<String> next) {
  /** The number that the address asks for; 1 for none or one that is none. */
  static int numberOf(Request request) {
    return request
        .parameter("page")
        .filter(typed -> typed.matches("[1-9]\\d{0,4}"))
        .map(Integer::valueOf)
        .orElse(1);
  }

  /** Around this page of {@code address}, which has a query already. */
  static PageLinks of(String address, int page, boolean more) {
    return new PageLinks(
        Optional.of(address + "&page=" + (page - 1)).filter(before -> page > 1),
        Optional.of(address + "&page=" + (page + 1)).filter(after -> more));
  }
}
