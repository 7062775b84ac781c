package org.examhall.kernel.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** How the value of an {@link Option} is checked; {@link #remedy()} says what a good one is. */
public enum Type {
  /** Any text. */
  TEXT(".*", "any text"),
  /** Any text, never shown or logged. */
  SECRET(".*", "any text"),
  /** How many of something. */
  COUNT("[1-9]\\d{0,6}", "a whole number from 1 to 9999999"),
  /** Length of a value; SCORM 2004 promises exams 64,000 characters for their state. */
  VALUE_CHARS("6[4-9]\\d{3}|[7-9]\\d{4}|[1-9]\\d{5,6}", "a whole number from 64000 to 9999999"),
  /** Yes or no. */
  FLAG("true|false", "true or false"),
  /** A host, without a port. */
  HOST(Patterns.HOST, "a host name or an address, without a port"),
  /** The same, or nothing. */
  ANY_HOST("|" + Patterns.HOST, "a host name or an address, without a port, or nothing"),
  /** Comma-separated hosts. */
  HOSTS(
      Patterns.list(Patterns.HOST),
      "host names or addresses, without scheme, port or path, separated by commas"),
  /** Comma-separated addresses and networks. */
  NETWORKS(
      Patterns.list("[0-9a-fA-F.:]+(/\\d{1,3})?"),
      "addresses or networks such as 10.0.0.0/8, separated by commas"),
  /** Comma-separated sources of a Content-Security-Policy. */
  CSP_SOURCES(
      Patterns.list(
          "\\*|'self'|'none'|[a-z][a-z0-9+.-]*:|([a-z][a-z0-9+.-]*://)?(\\*\\.)?[A-Za-z0-9.-]+(:(\\d+|\\*))?"),
      "schemes or origins such as https: or https://lms.example.edu, separated by commas"),
  /** Folder. */
  PATH(".+", "a folder"),
  /** Scheme, host and port. */
  ORIGIN(
      "https?://[^/?#\\s]+",
      "scheme, host and port without a path, such as https://exams.example.edu"),
  /** JDBC address; the driver knows no user before the host. */
  JDBC_URL("jdbc:postgresql://[^@?]+(\\?.*)?", "jdbc:postgresql://host:port/database"),
  /** Redis address. */
  REDIS_URL("rediss?://.+", "redis://host:port"),
  /** Port. */
  TCP_PORT(
      "[1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5]", "1 to 65535"),
  /** Address of a mailbox: one, plain, without a name; empty is allowed. */
  MAIL_ADDRESS(
      "|[\\w!#$%&'*+/=?^`{|}~.-]+@[A-Za-z0-9.-]+", "a mail address such as exams@example.edu"),
  /** How mail is kept from being read on its way to the mail server. */
  MAIL_TLS("starttls|tls|none", "starttls, tls or none"),
  /** Worker mode. */
  WORKER("embedded|separate", "embedded or separate"),
  /** A language that all texts are in. */
  LANGUAGE("en|de", "en or de"),
  /** Form of the log. */
  LOG("text|json", "text or json");

  /** Parts of patterns, which constants can't name before they exist. */
  private static final class Patterns {
    /** A name, or an address; one of IPv6 has two colons at least. */
    static final String HOST = "([\\w.-]+|(?=.*:.*:)[0-9a-fA-F.:]+)";

    static String list(String item) {
      return "\\s*((" + item + ")\\s*(,\\s*(" + item + ")?\\s*)*)?";
    }
  }

  private final Pattern pattern;
  private final String remedy;

  Type(String pattern, String remedy) {
    this.pattern = Pattern.compile(pattern, Pattern.DOTALL);
    this.remedy = remedy;
  }

  /** Whether a value is a good one. */
  public boolean accepts(String value) {
    return pattern.matcher(value).matches()
        && ((this != ORIGIN && this != REDIS_URL) || hasHost(value));
  }

  private static boolean hasHost(String value) {
    try {
      return new URI(value).getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** What a good value looks like. */
  public String remedy() {
    return remedy;
  }
}
