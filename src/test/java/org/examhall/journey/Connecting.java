package org.examhall.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.examhall.demo.lms.lti13.Personality;

/**
 * The product becomes a tool of the LMS as docs/how-to/connect-an-lms.md says, by the pages of
 * both: the LMS registers itself where its make can, and else both sides type what the other shows.
 */
final class Connecting {
  private static final Set<Personality> BY_HAND =
      EnumSet.of(Personality.BLACKBOARD, Personality.OPEN_EDX, Personality.SCHOOLOGY);

  private final Campus campus;
  private final Administrator administrator;
  private final Page lms;
  private final String toolPage;

  /** Connects them with the administrator's help and a browser of whoever runs the LMS. */
  Connecting(Campus campus, Administrator administrator, BrowserContext browser) {
    this.campus = campus;
    this.administrator = administrator;
    this.lms = browser.newPage();
    this.toolPage = campus.lms().url() + "/as/" + campus.lms().course().teacher().id() + "/tool";
  }

  /** Connects an LMS of this make under this title. */
  void connect(Personality personality, String title) {
    if (BY_HAND.contains(personality)) {
      byHand(personality, title);
    } else {
      byInvitation(title);
    }
  }

  private void byInvitation(String title) {
    String invitation = administrator.invite(title);
    lms.navigate(toolPage);
    lms.fill("#url", invitation);
    lms.click("form[action$=register] button");
    Campus.tool(lms).locator("[data-action=register]").click();
    assertThat(lms).hasURL(toolPage);
    assertThat(lms.locator("#connected")).hasText("A tool is connected.");
    administrator.activate(title);
  }

  private void byHand(Personality personality, String title) {
    lms.navigate(toolPage);
    lms.click("summary:has-text('Type the addresses in')");
    lms.fill("#login", campus.site() + "/lti13/login");
    lms.fill("#launch", campus.site() + "/lti13/launch");
    lms.fill("#keys", campus.site() + "/lti13/jwks");
    lms.click("form[action$=tool] button");
    assertThat(lms.locator("#connected")).hasText("A tool is connected.");
    Map<String, String> typed = new HashMap<>();
    typed.put("title", title);
    typed.put("issuer", fact("Issuer"));
    typed.put("client_id", fact("Client id"));
    typed.put("authorization_url", fact("Authorization URL"));
    typed.put("token_url", fact("Token URL"));
    typed.put("key_set_url", fact("Key set URL", 1));
    typed.put("token_audience", fact("Token audience"));
    typed.put("deployment", personality == Personality.OPEN_EDX ? fact("Deployment id") : "");
    administrator.add(personality.name().toLowerCase(Locale.ROOT), typed);
  }

  private String fact(String name) {
    return fact(name, 0);
  }

  /** What the LMS's page says; of the tool first, then of itself. */
  private String fact(String name, int which) {
    String place = "dl.facts div:has(dt:text-is('" + name + "')) code";
    return lms.locator(place).nth(which).textContent();
  }
}
