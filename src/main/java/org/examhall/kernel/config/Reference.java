package org.examhall.kernel.config;

/** The page {@code docs/reference/configuration.md}, made from {@link Option}. */
public final class Reference {
  private static final String HEAD =
      """
      # Settings (site admin)

      Printed by `examhall settings`; do not edit by hand.

      Every setting is an environment variable, or a line `KEY=VALUE` of the file that `--conf` or
      `EXAMHALL_CONF` names. The environment wins over the file, the file over the default. A bad value
      stops the start and says what a good one is. As hosting services set them, `PORT`,
      `DATABASE_URL` (`postgres://…`) and `REDIS_URL` are understood too.

      | Setting | Default | A good value | What for |
      |---|---|---|---|
      """;

  /** The page, as Markdown. */
  public String markdown() {
    StringBuilder page = new StringBuilder(HEAD);
    for (Option option : Option.values()) {
      page.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  option.variable(), fallback(option), goodValue(option), cell(option.sentence())));
    }
    return page.toString();
  }

  private static String fallback(Option option) {
    return option.fallback().isEmpty() ? "" : "`" + option.fallback() + "`";
  }

  private static String goodValue(Option option) {
    String secret = option.type() == Type.SECRET ? " (never shown or logged)" : "";
    return cell(option.type().remedy() + secret);
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
