package org.examhall.bridge.launch;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.examhall.lti.Clause;
import org.examhall.lti.Fault;
import org.examhall.lti.Fault13;

/** What an administrator can do about a refused launch. */
public final class RefusalAdvice {
  private static final Set<String> FAULTS =
      Stream.<Clause[]>of(Fault.values(), Fault13.values(), LaunchReason.values())
          .flatMap(Stream::of)
          .map(Clause::toString)
          .collect(Collectors.toUnmodifiableSet());

  private RefusalAdvice() {}

  /** Key of the sentence for a fault as it is kept; one of another version has a general one. */
  public static String key(String fault) {
    return "refusal." + (FAULTS.contains(fault) ? fault.toLowerCase(Locale.ROOT) : "unknown");
  }
}
