package org.examhall.lti.launch;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The messages of LTI 1.3 that we serve. */
public enum MessageType {
  /** Somebody follows a link in a course. */
  RESOURCE_LINK("LtiResourceLinkRequest"),
  /** An instructor chooses what a link opens. */
  DEEP_LINKING("LtiDeepLinkingRequest"),
  /** An instructor looks at one learner's work, from the platform's gradebook. */
  SUBMISSION_REVIEW("LtiSubmissionReviewRequest"),
  /** An administrator asks what is kept of somebody; platforms disagree about its name. */
  DATA_PRIVACY("DataPrivacyLaunchRequest", "LtiDataPrivacyLaunchRequest");

  private final List<String> names;

  MessageType(String... names) {
    this.names = List.of(names);
  }

  /** The type of this name, compared exactly; empty for any other. */
  public static Optional<MessageType> named(String name) {
    return Stream.of(values()).filter(type -> type.names.contains(name)).findFirst();
  }

  /** All names, for whoever sent another. */
  public static String list() {
    return Stream.of(values()).map(type -> type.names.get(0)).collect(Collectors.joining(", "));
  }
}
