package org.examhall.kernel.config;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings of this process, checked once.
 *
 * <p>The environment wins over the file, the file over the defaults. Errors: {@link BadSetting}
 * naming the place and the fix. Threads: any; immutable.
 */
public final class Config {
  private static final Set<String> KNOWN =
      Stream.concat(Stream.of("EXAMHALL_CONF"), Stream.of(Option.values()).map(Option::variable))
          .collect(Collectors.toUnmodifiableSet());

  private final Map<Option, String> values;
  private final List<String> unknown;

  private Config(Map<Option, String> values, List<String> unknown) {
    this.values = Map.copyOf(values);
    this.unknown = unknown;
  }

  /** Reads {@code file}, if any, then {@code environment}, and checks every value. */
  public static Config read(Optional<Path> file, Map<String, String> environment) {
    Properties written = file.map(Config::properties).orElseGet(Properties::new);
    Map<String, String> hosted = HostedVariables.translate(environment);
    Map<Option, String> values = new EnumMap<>(Option.class);
    for (Option option : Option.values()) {
      String place = option.variable() + file.map(f -> " (environment or " + f + ")").orElse("");
      String value =
          Stream.of(
                  environment.get(option.variable()),
                  written.getProperty(option.variable()),
                  hosted.get(option.variable()))
              .filter(v -> v != null)
              .findFirst()
              .orElse(option.fallback())
              .strip();
      check(option, value, place);
      values.put(option, value);
    }
    Config config = new Config(values, unknown(written, environment));
    config.checkOrigins();
    config.checkSecretKey();
    config.checkMail();
    return config;
  }

  /** Names that look like ours and mean nothing, in order; a slip of the pen, most likely. */
  public List<String> unknown() {
    return unknown;
  }

  /** The value as written. */
  public String text(Option option) {
    return Objects.requireNonNull(values.get(option));
  }

  /** Whole number. */
  public int integer(Option option) {
    return Integer.parseInt(text(option));
  }

  /** Yes or no. */
  public boolean flag(Option option) {
    return Boolean.parseBoolean(text(option));
  }

  /** Comma-separated values, trimmed, without empty ones. */
  public List<String> list(Option option) {
    return Stream.of(text(option).split(",")).map(String::strip).filter(v -> !v.isEmpty()).toList();
  }

  /** Folder. */
  public Path path(Option option) {
    return Path.of(text(option)).toAbsolutePath();
  }

  /** The folder of all packages. */
  public Path packages() {
    return path(Option.DATA_DIR).resolve("packages");
  }

  /** Origin without a trailing slash. */
  public URI origin(Option option) {
    return URI.create(text(option));
  }

  /** The secret key, and while it is being changed the other one behind it. */
  public List<String> secretKeys() {
    return Stream.of(Option.SECRET_KEY, Option.PREVIOUS_SECRET_KEY)
        .map(this::text)
        .filter(key -> !key.isEmpty())
        .toList();
  }

  /** The value for people to read: no password that an address may have in it. */
  public String shown(Option option) {
    return withoutPasswords(text(option));
  }

  private static List<String> unknown(Properties written, Map<String, String> environment) {
    return Stream.concat(written.stringPropertyNames().stream(), environment.keySet().stream())
        .filter(name -> name.startsWith("EXAMHALL_") && !KNOWN.contains(name))
        .distinct()
        .sorted()
        .toList();
  }

  private static void check(Option option, String value, String place) {
    if (!option.type().accepts(value)) {
      String shown = option.type() == Type.SECRET ? "" : " \"" + withoutPasswords(value) + "\"";
      throw new BadSetting(
          place + ": the value" + shown + " is not " + option.type().remedy() + ".");
    }
  }

  /** Rather too much than too little of it. */
  private static String withoutPasswords(String value) {
    return value
        .replaceFirst("(?s)^([a-z:]*//)?.*@", "$1***@")
        .replaceAll("(?i)(password=)[^&]*", "$1***");
  }

  private void checkOrigins() {
    String app = host(Option.PUBLIC_URL);
    String content = host(Option.CONTENT_URL);
    if (app.equalsIgnoreCase(content) && !flag(Option.ONE_HOST_RISK_ACCEPTED)) {
      throw new BadSetting(
          Option.CONTENT_URL.variable()
              + ": its host must differ from the host of "
              + Option.PUBLIC_URL.variable()
              + " (another port is no protection, cookies ignore ports). Give packages a host of"
              + " their own, or accept the risk with "
              + Option.ONE_HOST_RISK_ACCEPTED.variable()
              + "=true.");
    }
  }

  /** With a dot at the end it is the same host. */
  private String host(Option origin) {
    return origin(origin).getHost().replaceFirst("\\.$", "");
  }

  private void checkSecretKey() {
    if (text(Option.SECRET_KEY).length() < 32) {
      throw new BadSetting(
          Option.SECRET_KEY.variable()
              + ": set at least 32 random characters, for example with: openssl rand -base64 48");
    }
  }

  private void checkMail() {
    if (!text(Option.MAIL_HOST).isEmpty() && text(Option.MAIL_FROM).isEmpty()) {
      throw new BadSetting(
          Option.MAIL_FROM.variable()
              + ": set the address that mail comes from, or no "
              + Option.MAIL_HOST.variable());
    }
    boolean local = text(Option.MAIL_HOST).matches("localhost|127\\..*|::1");
    if (text(Option.MAIL_TLS).equals("none") && !text(Option.MAIL_USER).isEmpty() && !local) {
      throw new BadSetting(
          Option.MAIL_TLS.variable()
              + ": with none the password of "
              + Option.MAIL_USER.variable()
              + " could be read on its way; use starttls or tls");
    }
  }

  private static Properties properties(Path file) {
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      Properties properties = new Properties();
      properties.load(reader);
      return properties;
    } catch (NoSuchFileException e) {
      throw new BadSetting("there is no settings file " + file);
    } catch (AccessDeniedException e) {
      throw new BadSetting(
          "the user %s may not read the settings file %s: chown root:examhall and chmod 640 it"
              .formatted(System.getProperty("user.name"), file));
    } catch (CharacterCodingException e) {
      throw new BadSetting("the settings file " + file + " is not UTF-8: save it as that");
    } catch (IllegalArgumentException e) {
      throw new BadSetting(
          "the settings file %s has a \\u that no character follows: write a backslash twice"
              .formatted(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the settings file " + file, e);
    }
  }
}
