package org.examhall.web.person;

import java.util.Optional;
import org.examhall.core.report.KeptData;
import org.examhall.core.report.PersonOverview;

/**
 * Somebody who is to be erased, as the form that asks first shows it.
 *
 * @param mistyped whether another name was typed than theirs
 * @param problem why nothing was erased
 * @param status that the form is answered with
 */
public record Erasure(
    PersonOverview person, KeptData kept, boolean mistyped, Optional<String> problem, int status) {
  Erasure asMistyped() {
    return new Erasure(person, kept, true, problem, 400);
  }

  Erasure with(String whatIsWrong, int answer) {
    return new Erasure(person, kept, mistyped, Optional.of(whatIsWrong), answer);
  }
}
