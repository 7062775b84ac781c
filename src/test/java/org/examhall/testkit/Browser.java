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
import java.util.Optional;
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
 * came during a test leave after it, those of {@code @BeforeAll} after the class. A failed test
 * leaves screenshots in {@code target/screenshots}, and says what was on its pages. The usual
 * Chromium is started once for all classes of a JVM and ends with it; one with other settings is
 * its class's own.
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

  private static final List<String> WHOLE = List.of("chromium", "chromium-browser", "chrome");

  /** Without a browser's own windows and settings it takes half of the time; it blocks nothing. */
  private static final List<String> SHELL_FIRST =
      Stream.concat(Stream.of("chromium-headless-shell"), WHOLE.stream()).toList();

  /** As installed; the driver would have Chromium block what others' frames want to keep. */
  private static final String PARTITIONED =
      "--disable-features=TrackingProtection3pcd,ThirdPartyCookieDeprecation";

  /** A setting of its users: the product keeps nothing at all in a page of the LMS. */
  private static final String NOTHING_IN_FRAMES =
      """
      {"profile": {"content_settings": {"exceptions": {"cookies": {
        "exams.localhost,127.0.0.2": {"setting": 2},
        "content.localhost,127.0.0.2": {"setting": 2}}}}}}
      """;

  /** Else people who are contexts are refused third-party cookies, as private windows are. */
  private static final String ALL_IN_FRAMES = "{\"profile\": {\"cookie_controls_mode\": 0}}";

  private static @Nullable Playwright playwright;
  private static com.microsoft.playwright.@Nullable Browser usual;

  private final List<String> flags = new ArrayList<>(FLAGS);
  private final Optional<String> preferences;
  private final List<BrowserContext> contexts = new ArrayList<>();
  private int stayingContexts;
  private com.microsoft.playwright.@Nullable Browser chromium;

  /** Where frames of other sites matter to no test; they keep all or a part of their things. */
  public Browser() {
    this(List.of(PARTITIONED), Optional.empty());
  }

  private Browser(List<String> flags, Optional<String> preferences) {
    this.flags.addAll(flags);
    this.preferences = preferences;
  }

  /** Chromium that lets frames of other sites keep everything, third-party cookies included. */
  public static Browser allowingThirdParties() {
    return new Browser(List.of(PARTITIONED), Optional.of(ALL_IN_FRAMES));
  }

  /** Chromium that lets frames of other sites keep nothing but partitioned cookies. */
  public static Browser blockingThirdParties() {
    return new Browser(List.of(), Optional.empty());
  }

  /** Chromium that lets frames of {@link Nginx}'s site in the LMS's page keep nothing at all. */
  public static Browser blockingAllInFrames() {
    return new Browser(List.of(PARTITIONED), Optional.of(NOTHING_IN_FRAMES));
  }

  /**
   * The same with all sites of a page in one process, for frames that go from the tool to the LMS
   * and on to the tool by themselves. A slow driver loses such a frame while its user sees it: told
   * that the frame left the tool's process it asks the page something, and with the answer forgets
   * whatever process has the frame by then (Playwright 1.62, {@code _onDetachedFromTarget}).
   */
  public Browser inOneProcess() {
    flags.add("--disable-site-isolation-trials");
    return this;
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
    chromium = isUsual() ? usual() : start();
  }

  private boolean isUsual() {
    return preferences.isEmpty() && flags.equals(new Browser().flags);
  }

  private com.microsoft.playwright.Browser usual() throws IOException {
    if (usual == null || !usual.isConnected()) {
      usual = start();
    }
    return usual;
  }

  private com.microsoft.playwright.Browser start() throws IOException {
    BrowserType type = driver().chromium();
    Path executable = executable("CHROMIUM", isUsual() ? SHELL_FIRST : WHOLE);
    return preferences.isPresent()
        ? preferring(type, executable, preferences.get())
        : type.launch(new BrowserType.LaunchOptions().setExecutablePath(executable).setArgs(flags));
  }

  /** One for all Chromiums of the JVM; it ends them when the JVM ends. */
  private static Playwright driver() throws IOException {
    if (playwright == null) {
      System.setProperty("playwright.cli.dir", driverFolder().toString());
      var environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
      playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    }
    return playwright;
  }

  /** Settings are those of a profile; people are contexts beside it, which inherit them. */
  private com.microsoft.playwright.Browser preferring(
      BrowserType type, Path executable, String settings) throws IOException {
    Path profile = TestFolder.of("chromium-" + System.nanoTime());
    Path file = profile.resolve("Default").resolve("Preferences");
    Files.createDirectories(file.getParent());
    Files.writeString(file, settings);
    return requireNonNull(
        type.launchPersistentContext(
                profile,
                new BrowserType.LaunchPersistentContextOptions()
                    .setExecutablePath(executable)
                    .setArgs(flags))
            .browser());
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    stayingContexts = contexts.size();
  }

  @Override
  public void afterEach(ExtensionContext test) {
    if (test.getExecutionException().isPresent()) {
      photograph(test);
    }
    leave(contexts.subList(stayingContexts, contexts.size()));
  }

  @Override
  public void afterAll(ExtensionContext test) {
    leave(contexts);
    if (chromium != null && chromium != usual) {
      chromium.close();
    }
  }

  private static void leave(List<BrowserContext> people) {
    people.forEach(BrowserContext::close);
    people.clear();
  }

  /** A class may have two browsers, and each person of them a page. */
  private void photograph(ExtensionContext test) {
    String name = test.getRequiredTestClass().getSimpleName() + "." + test.getDisplayName();
    String place = name.replaceAll("[^\\w.-]", "_") + "-" + Integer.toHexString(hashCode());
    List<Page> pages = contexts.stream().flatMap(person -> person.pages().stream()).toList();
    for (Page page : pages) {
      String file = place + "-" + pages.indexOf(page) + ".png";
      System.err.printf("%s: %s: %s%n", file, page.url(), page.locator("body").innerText());
      page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", file)));
    }
  }

  /** Playwright looks for {@code node} and {@code package} in one folder. */
  private static Path driverFolder() throws IOException {
    if (!Files.isDirectory(DRIVER)) {
      throw new IllegalStateException("run: npm --prefix src/test/frontend ci");
    }
    Path folder = Files.createDirectories(Path.of("target", "playwright")).toAbsolutePath();
    link(folder.resolve("node"), executable("NODE", List.of("node", "nodejs")));
    link(folder.resolve("package"), DRIVER.toAbsolutePath());
    return folder;
  }

  private static void link(Path link, Path target) throws IOException {
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, target);
  }

  private static Path executable(String variable, List<String> names) {
    String given = System.getenv(variable);
    if (given != null) {
      return Path.of(given);
    }
    List<String> folders = List.of(System.getenv("PATH").split(":", -1));
    return names.stream()
        .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("not on the path: " + names));
  }
}
