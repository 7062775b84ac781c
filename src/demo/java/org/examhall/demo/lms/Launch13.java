package org.examhall.demo.lms;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.examhall.demo.lms.lti13.AuthRequest;
import org.examhall.demo.lms.lti13.Claim;
import org.examhall.demo.lms.lti13.IdTokens;
import org.examhall.demo.lms.lti13.Message;
import org.examhall.demo.lms.lti13.Quirk;
import org.examhall.demo.lms.lti13.Signing;

/**
 * A launch by LTI 1.3 being put together: what the platform would send, and what the caller wants
 * otherwise.
 *
 * <p>First {@link #login} goes to the tool, which then asks for {@link #answer}, through the
 * browser or in the JVM. Threads: one.
 */
public final class Launch13 {
  private static final Duration LIFE = Duration.ofSeconds(60);

  private final Platform platform;
  private final Person person;
  private final Activity activity;
  private final Map<String, Object> claims;
  private final Map<String, Object> set = new LinkedHashMap<>();
  private final Set<String> dropped = new LinkedHashSet<>();
  private final Map<String, Object> header = new LinkedHashMap<>();
  private final Set<String> droppedHeader = new LinkedHashSet<>();
  private final Map<String, String> loginChanges = new LinkedHashMap<>();
  private final Set<String> droppedLogin = new LinkedHashSet<>();
  private Signing signing = Signing.OURS;
  private Optional<Instant> at = Optional.empty();
  private String target = "iframe";

  /**
   * What the platform would send.
   *
   * @param claims all but those that depend on the tool's answer to the login
   */
  Launch13(Platform platform, Person person, Activity activity, Map<String, Object> claims) {
    this.platform = platform;
    this.person = person;
    this.activity = activity;
    this.claims = claims;
  }

  /** Sets a claim; {@code L:} stands for the prefix of LTI's own. */
  public Launch13 with(String claim, Object value) {
    set.put(Claim.full(claim), value);
    return this;
  }

  /** Leaves a claim out. */
  public Launch13 without(String claim) {
    dropped.add(Claim.full(claim));
    return this;
  }

  /** Sets a member of the token's header. */
  public Launch13 withHeader(String name, Object value) {
    header.put(name, value);
    return this;
  }

  /** Leaves a member of the token's header out. */
  public Launch13 withoutHeader(String name) {
    droppedHeader.add(name);
    return this;
  }

  /** Sets a parameter of the login. */
  public Launch13 withLogin(String name, String value) {
    loginChanges.put(name, value);
    return this;
  }

  /** Leaves a parameter of the login out. */
  public Launch13 withoutLogin(String name) {
    droppedLogin.add(name);
    return this;
  }

  /** Signs in another way. */
  public Launch13 signedWith(Signing other) {
    this.signing = other;
    return this;
  }

  /** Issues the token as if it were another time. */
  public Launch13 at(Instant instant) {
    this.at = Optional.of(instant);
    return this;
  }

  /** Opens the tool in a frame, {@code iframe}, or without one, {@code window}. */
  Launch13 in(String documentTarget) {
    this.target = documentTarget;
    return this;
  }

  /** What starts it: the parameters of the login. A new hint each time, which works once. */
  public Form login() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("iss", platform.issuer());
    fields.put("target_link_uri", String.valueOf(claims.get(Claim.TARGET)));
    fields.put("login_hint", loginHint());
    fields.put("lti_message_hint", platform.logins().add(this));
    addNames(fields);
    addStorage(fields);
    fields.putAll(loginChanges);
    fields.keySet().removeAll(droppedLogin);
    String method = platform.has(Quirk.LOGIN_BY_GET) ? "get" : "post";
    return Form.of(method, platform.tool().loginUrl(), fields);
  }

  /** The token and the state, on their way to the tool. */
  public Form answer(URI redirectUri, String nonce, String state) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("id_token", idToken(nonce));
    if (!state.isEmpty()) {
      fields.put("state", state);
    }
    return Form.of("post", redirectUri, fields);
  }

  /** The signed token. */
  public String idToken(String nonce) {
    Map<String, Object> headers = IdTokens.header(platform.keys(), signing);
    headers.putAll(header);
    headers.keySet().removeAll(droppedHeader);
    String client = platform.tool().clientId();
    return IdTokens.sign(platform.keys(), signing, client, headers, claims(nonce));
  }

  /** What the token says. */
  public Map<String, Object> claims(String nonce) {
    Instant now = at.orElseGet(() -> platform.clock().instant());
    Map<String, Object> all = new LinkedHashMap<>(claims);
    all.put("nonce", nonce);
    all.put("iat", now.getEpochSecond());
    all.put("exp", now.plus(LIFE).getEpochSecond());
    if (platform.has(Quirk.NBF_NOW)) {
      all.put("nbf", now.getEpochSecond());
    }
    all.put(Claim.PRESENTATION, presentation());
    all.putAll(set);
    MigrationClaim.addTo(all);
    all.keySet().removeAll(dropped);
    return all;
  }

  /** What it is about, for the hint. */
  String about() {
    return Message.hasLink(String.valueOf(claims.get(Claim.MESSAGE_TYPE)))
        ? activity.id()
        : Course.ID;
  }

  /** Whether this is the hint that names whose launch it is. */
  boolean isFor(AuthRequest request) {
    return request.hint().equals(loginHint());
  }

  private Map<String, Object> presentation() {
    Map<String, Object> presentation = new LinkedHashMap<>();
    presentation.put("locale", "en");
    presentation.put("document_target", target);
    presentation.put("return_url", platform.at("/as/" + person.id() + "/return").toString());
    return presentation;
  }

  private String loginHint() {
    if (!platform.has(Quirk.LOGIN_HINT_ODD)) {
      return person.id();
    }
    byte[] once =
        Base64.getEncoder().encode(("+/ é " + person.id()).getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(once) + "%3D&=";
  }

  private void addNames(Map<String, String> fields) {
    if (!platform.has(Quirk.LOGIN_WITHOUT_CLIENT)) {
      fields.put("client_id", platform.tool().clientId());
    }
    if (!platform.has(Quirk.LOGIN_WITHOUT_DEPLOYMENT)) {
      fields.put("lti_deployment_id", platform.deployment());
    }
    if (platform.has(Quirk.LOGIN_EXTRAS)) {
      fields.put("canvas_environment", "prod");
      fields.put("canvas_region", "us-east-1");
      fields.put("deployment_id", platform.deployment());
    }
  }

  private void addStorage(Map<String, String> fields) {
    if (!target.equals("iframe")) {
      return;
    }
    if (platform.has(Quirk.STORAGE_FRAME)) {
      fields.put("lti_storage_target", "post_message_forwarding");
    } else if (platform.has(Quirk.STORAGE_PARENT) || platform.has(Quirk.STORAGE_SILENT)) {
      fields.put("lti_storage_target", "_parent");
    }
  }
}
