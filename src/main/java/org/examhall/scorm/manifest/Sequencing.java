package org.examhall.scorm.manifest;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.examhall.kernel.fault.Refused;
import org.examhall.scorm.problem.PackageReason;

/**
 * Says whether the activities of a package can be taken as they are here: any of them at any time,
 * each counting alike.
 *
 * <p>What asks for more is refused, since leaving it out would change what the exam means. Spelled
 * out defaults are no demand. Source: SCORM 1.2 CAM 2.3.2.4 (prerequisites); SCORM 2004 4th ed. CAM
 * 5.1 and SN 3.
 */
final class Sequencing {
  /** Elements that are a demand by being there, and what they ask for. */
  private static final Map<String, String> DEMANDS =
      Map.of(
          "prerequisites", "an activity opens only after others",
          "preconditionrule", "an activity is skipped, hidden or shut on a condition",
          "exitconditionrule", "an activity ends on a condition",
          "postconditionrule", "what comes next depends on a condition",
          "rolluprule", "a rule of its own for when a group of activities is done",
          "mapinfo", "activities share an objective",
          "limitconditions", "an activity has a limit of tries or time");

  /** Attributes that are a demand unless they have this value, by element. */
  private static final Map<String, Map<String, String>> DEFAULTS =
      Map.of(
          "controlmode", Map.of("forwardonly", "false"),
          "rolluprules",
              Map.of(
                  "rollupobjectivesatisfied", "true",
                  "rollupprogresscompletion", "true",
                  "objectivemeasureweight", "1"),
          "randomizationcontrols",
              Map.of("randomizationtiming", "never", "selectiontiming", "never"),
          "constrainedchoiceconsiderations",
              Map.of("preventactivation", "false", "constrainchoice", "false"),
          "rollupconsiderations",
              Map.of(
                  "requiredforsatisfied", "always",
                  "requiredfornotsatisfied", "always",
                  "requiredforcompleted", "always",
                  "requiredforincomplete", "always"));

  private Sequencing() {}

  /** Refuses a manifest whose activities depend on one another. */
  static void check(XmlElement manifest, Optional<XmlElement> organisation) {
    Stream.concat(organisation.stream(), manifest.children("sequencingCollection"))
        .flatMap(XmlElement::all)
        .flatMap(element -> demand(element).stream())
        .findFirst()
        .ifPresent(
            refused -> {
              throw refused;
            });
  }

  private static Optional<Refused> demand(XmlElement element) {
    String name = element.name().toLowerCase(Locale.ROOT);
    Optional<String> demand = Optional.ofNullable(DEMANDS.get(name));
    if (demand.isPresent()) {
      return demand.map(words -> PackageReason.SEQUENCING.refuse(element.name(), words));
    }
    return DEFAULTS.getOrDefault(name, Map.of()).entrySet().stream()
        .flatMap(
            usual ->
                element
                    .attribute(usual.getKey())
                    .filter(value -> !isSame(value, usual.getValue()))
                    .map(value -> usual.getKey() + "=" + value)
                    .stream())
        .findFirst()
        .map(words -> PackageReason.SEQUENCING.refuse(element.name(), words));
  }

  private static boolean isSame(String value, String usual) {
    return value.equalsIgnoreCase(usual) || value.matches(usual + "\\.0*");
  }
}
