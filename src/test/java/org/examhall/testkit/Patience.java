package org.examhall.testkit;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** How long tests wait for what must come, unless they say: a busy machine is slow. */
public final class Patience implements TestExecutionListener {
  private static final Duration USUAL = Duration.ofSeconds(30);

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    Awaitility.setDefaultTimeout(USUAL);
    PlaywrightAssertions.setDefaultAssertionTimeout(USUAL.toMillis());
  }
}
