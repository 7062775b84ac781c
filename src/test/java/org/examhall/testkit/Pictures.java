package org.examhall.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pages at a desk's width and a phone's, checked, and with {@code -Dpictures=FOLDER} also pictures
 * of them for us to look at; those of the documentation are in {@code docs/images}.
 */
public final class Pictures {
  private static final Optional<Path> FOLDER =
      Optional.ofNullable(System.getProperty("pictures")).map(Path::of).map(Path::toAbsolutePath);
  private static final int[] PHONE = {320, 700};
  private static final Map<String, int[]> DEVICES =
      Map.of("desktop", new int[] {1280, 800}, "phone", PHONE);

  /** A frame of another site is laid out a little later than the page around it. */
  private static final String PAINTED =
      "() => new Promise((ok) => requestAnimationFrame(() => setTimeout(() => ok(true), 100)))";

  private Pictures() {}

  /** Takes them, if any, and checks that everybody can read the page at both widths. */
  public static void takeAndCheck(Page page, String name) {
    take(
        page,
        name,
        () -> {},
        () -> {
          assertEquals(List.of(), Axe.violations(page), name);
          assertEquals(false, scrollsSideways(page), name + " scrolls sideways");
        });
  }

  /** Opens the page again in German, whose words are longer: they fit a phone, too. */
  public static void checkInGerman(Page page, String name) {
    page.setExtraHTTPHeaders(Map.of("Accept-Language", "de"));
    page.setViewportSize(PHONE[0], PHONE[1]);
    page.reload();
    picture(page, name + "-de-phone");
    assertEquals("de", page.locator("html").getAttribute("lang"), name);
    assertEquals(false, scrollsSideways(page), name + " scrolls sideways in German");
    page.setExtraHTTPHeaders(Map.of());
  }

  private static Object scrollsSideways(Page page) {
    return page.evaluate("document.documentElement.scrollWidth > innerWidth");
  }

  /** Takes them of a page that is not only ours, and checks nothing. */
  public static void take(Page page, String name) {
    take(page, name, () -> {}, () -> {});
  }

  /** Takes them with that part in view, however deep in a frame it is. */
  public static void takeOf(Page page, String name, Locator part) {
    take(page, name, part::scrollIntoViewIfNeeded, () -> {});
  }

  private static void take(Page page, String name, Runnable ready, Runnable check) {
    DEVICES.forEach(
        (device, size) -> {
          page.setViewportSize(size[0], size[1]);
          page.frames().stream().skip(1).forEach(frame -> frame.waitForFunction(PAINTED));
          ready.run();
          picture(page, name + "-" + device);
          check.run();
        });
  }

  private static void picture(Page page, String name) {
    FOLDER.ifPresent(
        folder ->
            page.screenshot(
                new Page.ScreenshotOptions()
                    .setPath(folder.resolve(name + ".png"))
                    .setFullPage(true)));
  }
}
