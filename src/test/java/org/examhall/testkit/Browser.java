package org.examhall.testkit;

import static java.util.Objects.requireNonNull;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Headless Chromium for the tests of one class, as a JUnit extension: {@code @RegisterExtension
 * static final Browser browser = new Browser();}. Each person is a context of its own; those that
 * came during a test leave after it, those of {@code @BeforeAll} stay for the class. A failed test
 * leaves screenshots in {@code target/screenshots}.
 *
 * <p>Uses the machine's Chromium ({@code CHROMIUM}, or found on the path) and the driver that
 * {@code npm ci} put into {@code src/test/frontend}. Threads: one; Playwright allows no other.
 */
public final class Browser
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  private static final Path DRIVER = Path.of("src/test/frontend/node_modules/playwright-core");
  private static final List<String> FLAGS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  /** As installed; the driver would have Chromium block what others' frames want to keep. */
  private static final String PARTITIONED =
      "--disable-features=TrackingProtection3pcd,ThirdPartyCookieDeprecation";

  private final List<String> flags = new ArrayList<>(FLAGS);
  private final List<BrowserContext> contexts = new ArrayList<>();
  private int stayingContexts;
  private @Nullable Playwright playwright;
  private com.microsoft.playwright.@Nullable Browser chromium;

  /** Chromium as it is installed: frames of other sites keep their things in a partition. */
  public Browser() {
    flags.add(PARTITIONED);
  }

  private Browser(List<String> flags) {
    this.flags.addAll(flags);
  }

  /** Chromium that lets frames of other sites keep nothing but partitioned cookies. */
  public static Browser blockingThirdParties() {
    return new Browser(List.of());
  }

  /** A new person: no cookies, no storage, any certificate accepted. */
  public BrowserContext person() {
    return person(options -> {});
  }

  /** A new person whose device differs: a phone's width, another locale, no script. */
  public BrowserContext person(
      Consumer<com.microsoft.playwright.Browser.NewContextOptions> device) {
    var options =
        new com.microsoft.playwright.Browser.NewContextOptions().setIgnoreHTTPSErrors(true);
    device.accept(options);
    BrowserContext context = requireNonNull(chromium).newContext(options);
    contexts.add(context);
    return context;
  }

  /** A new person's first page. */
  public Page page() {
    return person().newPage();
  }

  @Override
  public void beforeAll(ExtensionContext test) throws IOException {
    System.setProperty("playwright.cli.dir", driverFolder().toString());
    var environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    var options =
        new BrowserType.LaunchOptions()
            .setExecutablePath(executable("CHROMIUM", "chromium", "chromium-browser", "chrome"))
            .setArgs(flags);
    chromium = playwright.chromium().launch(options);
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    stayingContexts = contexts.size();
  }

  @Override
  public void afterEach(ExtensionContext test) {
    if (test.getExecutionException().isPresent()) {
      contexts.forEach(context -> photograph(context, test));
    }
    List<BrowserContext> leaving = contexts.subList(stayingContexts, contexts.size());
    leaving.forEach(BrowserContext::close);
    leaving.clear();
  }

  @Override
  public void afterAll(ExtensionContext test) {
    if (playwright != null) {
      playwright.close();
    }
  }

  private static void photograph(BrowserContext context, ExtensionContext test) {
    String name = test.getRequiredTestClass().getSimpleName() + "." + test.getDisplayName();
    for (Page page : context.pages()) {
      String file = name.replaceAll("[^\\w.-]", "_") + "-" + context.pages().indexOf(page) + ".png";
      page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", file)));
    }
  }

  /** Playwright looks for {@code node} and {@code package} in one folder. */
  private static Path driverFolder() throws IOException {
    if (!Files.isDirectory(DRIVER)) {
      throw new IllegalStateException("run: npm --prefix src/test/frontend ci");
    }
    Path folder = Files.createDirectories(Path.of("target", "playwright")).toAbsolutePath();
    link(folder.resolve("node"), executable("NODE", "node", "nodejs"));
    link(folder.resolve("package"), DRIVER.toAbsolutePath());
    return folder;
  }

  private static void link(Path link, Path target) throws IOException {
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, target);
  }

  private static Path executable(String variable, String... names) {
    String given = System.getenv(variable);
    if (given != null) {
      return Path.of(given);
    }
    List<String> folders = List.of(System.getenv("PATH").split(":", -1));
    return Stream.of(names)
        .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("not on the path: " + names[0]));
  }
}
