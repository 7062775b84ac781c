package org.examhall.kernel.config;

/**
 * Every setting, one row each; {@code docs/reference/configuration.md} is printed from this table.
 *
 * <p>The environment variable (and the key in examhall.conf) is {@code EXAMHALL_} and the name.
 */
public enum Option {
  /** Where the record is. */
  DATABASE_URL(
      Type.JDBC_URL,
      "jdbc:postgresql://127.0.0.1:5432/examhall",
      "PostgreSQL 14 or later. DATABASE_URL=postgres://… is understood too."),
  /** Database user. */
  DATABASE_USER(Type.TEXT, "examhall", "Owner of the schema."),
  /** Database password. */
  DATABASE_PASSWORD(Type.SECRET, "", "Empty if PostgreSQL trusts this host."),
  /** Where the doorbell is. */
  REDIS_URL(
      Type.REDIS_URL,
      "redis://127.0.0.1:6379",
      "Redis 6.0 or later, or Valkey; it may be emptied or stopped at any moment."),
  /** App origin. */
  PUBLIC_URL(
      Type.ORIGIN,
      "http://localhost:8080",
      "Address of the pages as browsers see it: scheme, host and port, no path."),
  /** Content origin. */
  CONTENT_URL(
      Type.ORIGIN,
      "http://127.0.0.1:8080",
      "Address of the player and the packages; its host must differ from PUBLIC_URL's, because a package is somebody else's code. All packages share it."),
  /** Risk switch. */
  ONE_HOST_RISK_ACCEPTED(
      Type.FLAG,
      "false",
      "Starts although both origins share a host: packages could then act as the person who opens them. For trials only."),
  /** Key for secrets at rest. */
  SECRET_KEY(
      Type.SECRET,
      "",
      "At least 32 characters. Encrypts shared secrets in the database; backups hold it unless told otherwise."),
  /** The key before or after it, while it is being changed. */
  PREVIOUS_SECRET_KEY(
      Type.SECRET,
      "",
      "Only while the secret key is being changed: opens what was encrypted or signed with it, and encrypts nothing. See docs/how-to/rotate-secrets.md."),
  /** Packages and uploads. */
  DATA_DIR(
      Type.PATH, "data", "Folder of the unpacked packages; every web process needs the same one."),
  /** Backups. */
  BACKUP_DIR(
      Type.PATH,
      "backups",
      "Folder that `examhall backup` writes to; better one of another disk, and copied away from there."),
  /** Proxies. */
  TRUSTED_PROXIES(
      Type.NETWORKS, "127.0.0.1,::1", "Addresses or networks whose X-Forwarded-For is believed."),
  /** Outbound allow-list. */
  PRIVATE_HOSTS(
      Type.HOSTS,
      "",
      "Hosts with private addresses that may be called (a lab's LMS; it may also register itself over plain http); all other private addresses are refused."),
  /** Frame ancestors. */
  FRAME_ANCESTORS(
      Type.CSP_SOURCES,
      "https:",
      "Content-Security-Policy sources that may show the pages of LTI 1.1 launches in a frame; those that name a host also those of LTI 1.3, which else only the platform itself may."),
  /** Mail server. */
  MAIL_HOST(
      Type.ANY_HOST,
      "",
      "Mail server that takes our mail. Empty: no mail is sent, and nothing offers it."),
  /** Its port. */
  MAIL_PORT(
      Type.TCP_PORT, "587", "Its port: mostly 587 with starttls, 465 with tls, 25 with none."),
  /** Encryption. */
  MAIL_TLS(
      Type.MAIL_TLS,
      "starttls",
      "starttls or tls: no mail is sent unless the server has a certificate for its name that Java believes; none: for a server on the same machine or network."),
  /** Login. */
  MAIL_USER(Type.TEXT, "", "Name to log in with; empty: without."),
  /** Its password. */
  MAIL_PASSWORD(Type.SECRET, "", "Password of MAIL_USER."),
  /** Sender. */
  MAIL_FROM(Type.MAIL_ADDRESS, "", "Address that mail comes from; needed with MAIL_HOST."),
  /** Worker mode. */
  WORKER(
      Type.WORKER,
      "embedded",
      "embedded: this process also sends grades and runs schedules; separate: another process does; the installer sets separate."),
  /** Port of `serve`. */
  PORT(Type.TCP_PORT, "8080", "Port that `serve` listens on. PORT is understood too."),
  /** Bind address of `serve`. */
  BIND(Type.HOST, "127.0.0.1", "Address that `serve` listens on."),
  /** Upload limit. */
  MAX_UPLOAD_MEGABYTES(Type.COUNT, "500", "Largest package a teacher may upload."),
  /** Unpack limit. */
  MAX_UNPACKED_MEGABYTES(Type.COUNT, "2000", "Largest package once unpacked."),
  /** File count limit. */
  MAX_PACKAGE_FILES(Type.COUNT, "20000", "Most files in a package."),
  /** Element limit. */
  MAX_ELEMENT_CHARS(
      Type.VALUE_CHARS,
      "1000000",
      "Longest value, in characters, that an exam may save in one element; longer ones are refused, never cut."),
  /** Metrics token. */
  METRICS_TOKEN(
      Type.SECRET,
      "",
      "Bearer token for /health and /metrics from other hosts; local callers need none."),
  /** Log. */
  LOG(
      Type.LOG,
      "text",
      "Form of the log on standard error: text is a line for people, json an object a line for collectors, with the request's id as mdc.request."),
  /** Name. */
  SITE_NAME(
      Type.TEXT, "Examhall", "What pages call this site, such as Exams of the University of X."),
  /** Language. */
  LANGUAGE(
      Type.LANGUAGE,
      "en",
      "Of readers whose own is not known or not spoken here, of mail, and of what grades say in the gradebook. Pages are in the language that the LMS or the browser asks for."),
  /** Contact. */
  SUPPORT_CONTACT(
      Type.TEXT, "", "Shown on every page: a name, an e-mail address or a phone number.");

  private final Type type;
  private final String fallback;
  private final String sentence;

  Option(Type type, String fallback, String sentence) {
    this.type = type;
    this.fallback = fallback;
    this.sentence = sentence;
  }

  /** How a value is checked and shown. */
  public Type type() {
    return type;
  }

  /** Value when nothing is set; empty text means not set. */
  public String fallback() {
    return fallback;
  }

  /** Whether another machine has another value, and so none in a backup. */
  public boolean isOfMachine() {
    return switch (this) {
      case DATABASE_URL,
          DATABASE_USER,
          DATABASE_PASSWORD,
          REDIS_URL,
          DATA_DIR,
          BACKUP_DIR,
          PORT,
          BIND ->
          true;
      default -> false;
    };
  }

  /** What it is for, in one sentence. */
  public String sentence() {
    return sentence;
  }

  /** Name in the environment and in examhall.conf. */
  public String variable() {
    return "EXAMHALL_" + name();
  }
}
