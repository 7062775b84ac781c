package org.examhall.lti.launch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.examhall.lti.jose.Claims;
import org.examhall.lti.oauth.Parameter;
import org.examhall.lti.oauth.Parameters;

/**
 * The {@code custom_*} or the {@code ext_*} parameters of a launch, or the claims of these names:
 * all of them, none dropped.
 *
 * <p>Threads: any, immutable. Source: LTI 1.1 section 3, "custom fields"; LTI 1.3 section 5.4.6.
 */
public final class NamedValues {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$[A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z0-9_]+)+");

  private final Map<String, String> values;

  private NamedValues(Map<String, String> values) {
    this.values = values;
  }

  /** The {@code custom_*} among these. */
  public static NamedValues custom(Parameters parameters) {
    return named("custom_", parameters);
  }

  /** The {@code ext_*} among these. */
  public static NamedValues ext(Parameters parameters) {
    return named("ext_", parameters);
  }

  /** Names as sent: since LTI 1.3 nobody maps them. */
  static NamedValues of(Claims claims) {
    return new NamedValues(claims.all());
  }

  /** The first value of a repeated name is kept. */
  private static NamedValues named(String prefix, Parameters parameters) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      if (parameter.name().startsWith(prefix)) {
        values.putIfAbsent(parameter.name().substring(prefix.length()), parameter.value());
      }
    }
    return new NamedValues(values);
  }

  /**
   * The value under the name that a teacher typed, {@code Exam-Id} for {@code custom_exam_id}.
   *
   * <p>Absent: not sent, sent empty, or a variable that the platform left unresolved, as in {@code
   * $Person.email.primary}.
   */
  public Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name))
        .or(() -> Optional.ofNullable(values.get(mapped(name))))
        .filter(value -> !value.isBlank() && !VARIABLE.matcher(value).matches());
  }

  /** All as sent, by sent name without its prefix, in order; for keeping. */
  public Map<String, String> all() {
    return Collections.unmodifiableMap(values);
  }

  /** Lower case, everything but letters and digits an underscore. */
  static String mapped(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
  }
}
