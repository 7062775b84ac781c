package org.examhall.web.lti;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.examhall.core.consumer.Lti13Registration;
import org.examhall.core.consumer.Lti13Registrations;
import org.examhall.core.consumer.RegistrationInvites;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.World;

/** The browser of somebody who administers an LMS and was given an invitation. */
final class InvitedBrowser {
  /** The script of the page that closes the LMS's frame. */
  static final String CLOSES = "js/registered";

  /** What a browser says that shows the page in the LMS's frame. */
  static final Map<String, String> FRAMED =
      Map.of("Sec-Fetch-Site", "same-origin", "Sec-Fetch-Dest", "iframe");

  private static final Pattern PROPOSAL = Pattern.compile("name=\"proposal\" value=\"([^\"]+)\"");

  private final World world;
  private final RegisteringLms lms;
  private final Visitor visitor;

  InvitedBrowser(World world, RunningApp site, RegisteringLms lms) {
    this.world = world;
    this.lms = lms;
    this.visitor = new Visitor(site.app());
  }

  Visitor visitor() {
    return visitor;
  }

  /** The code of a new invitation. */
  String invitation(String title, boolean active) {
    String code = new Tokens().fresh();
    byte[] hash = new Tokens().hash(code);
    world.db().run(tx -> new RegistrationInvites().add(tx, hash, "staff:1", title, active));
    return code;
  }

  Visitor.Answer submit(String invite, Optional<String> token) {
    return submit(invite, lms.configurationUrl(), token);
  }

  Visitor.Answer submit(String invite, String configuration, Optional<String> token) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("openid_configuration", configuration);
    fields.put("registration_token", token.orElse(""));
    return visitor.post("/lti13/register/" + invite, fields, FRAMED);
  }

  /** Presses the button of the page that asks whether to update. */
  Visitor.Answer consent(String invite, Visitor.Answer question) {
    Matcher proposal = PROPOSAL.matcher(question.body());
    assertTrue(proposal.find(), question.body());
    return visitor.post(
        "/lti13/register/" + invite + "/update", Map.of("proposal", proposal.group(1)), FRAMED);
  }

  /** What was stored of the LMS. */
  Optional<Lti13Registration> stored(String clientId) {
    return world.db().tx(tx -> new Lti13Registrations().find(tx, lms.url().toString(), clientId));
  }

  /** How many consumers invitations of this title made. */
  long consumers(String title) {
    return world
        .db()
        .tx(
            tx ->
                tx.only(
                    "select count(*) as n from consumer where title = ?",
                    row -> row.longAt("n"),
                    title));
  }
}
