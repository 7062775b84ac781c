package org.examhall.cli;

import picocli.CommandLine.Option;

/** Options of {@code consumer add} for an LMS that speaks LTI 1.1. */
final class NewKey {
  @Option(names = "--lti11", required = true, description = "It speaks LTI 1.0 or 1.1.")
  boolean lti11;

  @Option(names = "--key", required = true, paramLabel = "K", description = "Consumer key.")
  String key = "";

  @Option(
      names = "--secret-stdin",
      required = true,
      description = "Reads the shared secret from standard input, as UTF-8.")
  boolean fromStandardInput;
}
