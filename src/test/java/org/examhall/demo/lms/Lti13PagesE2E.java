package org.examhall.demo.lms;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.examhall.demo.lms.lti.Tool;
import org.examhall.demo.lms.lti13.Personality;
import org.examhall.demo.lms.lti13.Registration;
import org.examhall.testkit.Browser;
import org.examhall.testkit.Pictures;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages of the demo LMS that have to do with LTI 1.3, with a tool of a few lines. */
class Lti13PagesE2E {
  @RegisterExtension static final Browser browser = new Browser();

  private static final Tool OLD_TOOL =
      new Tool(URI.create("http://localhost:1/lti11/launch"), "demo-key", "demo-secret");

  /** Says what the LMS answers to the messages of platform storage. */
  private static final String STORING =
      """
      <!doctype html><title>Tool</title><p id="said"></p>
      <script>
        const named = new URLSearchParams(location.search).get("frame");
        const target = named === "_parent" ? parent : parent.frames[named];
        const said = document.querySelector("#said");
        const ask = (message) => new Promise((answered) => {
          const message_id = Math.random() + "";
          const hear = (event) => {
            if (event.data.message_id === message_id) {
              removeEventListener("message", hear);
              clearInterval(again);
              answered(event.data);
            }
          };
          addEventListener("message", hear);
          const send = () => target.postMessage({...message, message_id}, LMS);
          const again = setInterval(send, 200);
          send();
        });
        addEventListener("load", async () => {
          const can = await ask({subject: "lti.capabilities"});
          await ask({subject: "lti.put_data", key: "state", value: "s-1"});
          const got = await ask({subject: "lti.get_data", key: "state"});
          const none = await ask({subject: "lti.get_data"});
          said.textContent = can.supported_messages.length + " " + got.value + " " + none.error.code;
        });
      </script>
      """;

  static DemoLms lms;
  static HttpServer tool;

  @BeforeAll
  static void start() throws Exception {
    lms = DemoLms.start(DemoLms.Options.forTest(OLD_TOOL));
    tool = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    tool.createContext("/login", Lti13PagesE2E::login);
    tool.createContext(
        "/storing", exchange -> send(exchange, STORING.replace("LMS", "\"" + lms.url() + "\"")));
    tool.createContext(
        "/register",
        exchange ->
            send(
                exchange,
                "<script>parent.postMessage({subject: 'org.imsglobal.lti.close'}, '*')</script>"));
    tool.start();
    lms.platform()
        .connect(Registration.of("client", "1", at("/login"), at("/launch"), at("/keys")));
  }

  @AfterAll
  static void stop() {
    lms.close();
    tool.stop(0);
  }

  @ParameterizedTest
  @EnumSource(
      value = Personality.class,
      names = {"CANVAS", "SAKAI"})
  void theToolKeepsItsStateWithTheLms(Personality personality) {
    lms.platform().behaveLike(personality);
    Activity activity = lms.course().openBy(lms.course().addActivity("Exam"), Version.LTI_13);
    Page page = browser.page();

    page.navigate(lms.url() + "/as/s1/activities/" + activity.id());

    FrameLocator frame = page.frameLocator("#tool");
    assertThat(frame.locator("#said")).hasText("3 s-1 bad_request");
  }

  @Test
  void theTeacherComesBackFromTheRegistrationByItself() {
    Page page = browser.page();
    page.navigate(lms.url() + "/as/t1");
    page.locator("[data-action=connect]").click();
    page.locator("#url").fill(at("/register").toString());
    page.locator("form[action$=register] button").click();

    assertThat(page).hasURL(lms.url() + "/as/t1/tool");
    assertThat(page.locator("#connected")).hasText("A tool is connected.");
  }

  @Test
  void everybodyCanReadThePagesAtADeskAndOnAPhone() {
    Page page = browser.page();
    page.navigate(lms.url() + "/as/t1/tool");
    page.locator("summary").click();

    Pictures.takeAndCheck(page, "demo-connect");
    page.navigate(lms.url() + "/as/t1");
    Pictures.takeAndCheck(page, "demo-course-13");
  }

  /** Goes on to the page in the frame that the LMS offers. */
  private static void login(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String frame = form.replaceFirst(".*lti_storage_target=([^&]*).*", "$1");
    exchange.getResponseHeaders().set("Location", "/storing?frame=" + frame);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private static void send(HttpExchange exchange, String page) throws IOException {
    byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static URI at(String path) {
    return URI.create("http://localhost:" + tool.getAddress().getPort() + path);
  }
}
