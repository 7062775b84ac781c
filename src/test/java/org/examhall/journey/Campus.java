package org.examhall.journey;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.examhall.core.consumer.AddLti11Consumer;
import org.examhall.core.consumer.Consumers;
import org.examhall.core.consumer.Lti11Keys;
import org.examhall.core.consumer.Lti13Platform;
import org.examhall.core.consumer.Lti13Rules;
import org.examhall.demo.lms.Activity;
import org.examhall.demo.lms.DemoLms;
import org.examhall.demo.lms.Person;
import org.examhall.demo.lms.Platform;
import org.examhall.demo.lms.Version;
import org.examhall.demo.lms.lti.Tool;
import org.examhall.demo.lms.lti13.Registration;
import org.examhall.kernel.crypto.SecretBox;
import org.examhall.kernel.sql.Db;
import org.examhall.testkit.Nginx;
import org.examhall.testkit.World;

/** The product behind NGINX with TLS, its worker, and an LMS that launches into it. */
final class Campus implements AutoCloseable {
  private static final String SECRET = "campus secret";

  private final World world = World.fresh();
  private final Nginx.Pair product = Nginx.start(world);
  private final DemoLms lms;

  Campus() {
    String key = World.name("campus");
    var add = new AddLti11Consumer(new Consumers(), new Lti11Keys(new SecretBox(World.SECRET_KEY)));
    world.db().run(tx -> add.run(tx, "Campus", key, SECRET));
    URI launch = product.site().app().resolve("/lti11/launch");
    Tool tool = new Tool(launch, key, SECRET);
    var samples = Optional.of(Path.of("target/samples"));
    lms = DemoLms.start(new DemoLms.Options("127.0.0.2", 0, Optional.empty(), tool, samples));
  }

  DemoLms lms() {
    return lms;
  }

  Db db() {
    return world.db();
  }

  /** Has the LMS and the product know each other by LTI 1.3, without their pages. */
  void connect13() {
    String client = World.name("client");
    Platform platform = lms.platform();
    platform.connect(
        Registration.of(
            client,
            "1",
            site().resolve("/lti13/login"),
            site().resolve("/lti13/launch"),
            site().resolve("/lti13/jwks")));
    Lti13Platform known =
        new Lti13Platform(
            platform.issuer(),
            client,
            lms.url() + "/lti13/auth",
            lms.url() + "/lti13/token",
            lms.url() + "/lti13/keys",
            platform.audience(),
            "");
    world.registration(known, Lti13Rules.USUAL.with(true, false));
  }

  /** Where people find the product. */
  URI site() {
    return product.site().app();
  }

  /** A new activity of the course that no exam is set up for. */
  Activity activity(String title) {
    return lms.course().addActivity(title);
  }

  /** The same, opened by LTI 1.3. */
  Activity activity13(String title) {
    return lms.course().openBy(activity(title), Version.LTI_13);
  }

  /** Opens an activity in the LMS's own page, as a person; what the tool shows in its frame. */
  static FrameLocator tool(Page page) {
    return page.frameLocator("#tool");
  }

  /** A page of a browser where somebody has opened an activity. */
  Page open(BrowserContext browser, Person person, Activity activity) {
    Page page = browser.newPage();
    page.navigate(lms.url() + "/as/" + person.id() + "/activities/" + activity.id());
    return page;
  }

  @Override
  public void close() {
    lms.close();
    product.close();
    world.close();
  }
}
