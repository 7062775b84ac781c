package org.examhall.player;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.List;
import org.examhall.testkit.Browser;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What survives in the browser's storage, and what happens without any. */
class PlayerJournalE2E {
  @RegisterExtension static final Browser browser = new Browser();

  private static final String OPEN =
      "const { Journal } = await import('/assets/player/journal.js');"
          + "const batch = (epoch, seq) => ({ epoch, seq, els: [{ k: 'cmi.location', v: `${epoch}.${seq}`, at: 1 }] });"
          + "const told = []; const open = (key) => Journal.open(key, () => told.push('changed'));";

  private static PlayerAssets assets;

  @BeforeAll
  static void serve() throws IOException {
    assets = new PlayerAssets();
  }

  @AfterAll
  static void stop() {
    assets.close();
  }

  @Test
  @Requirement("F18")
  void whatWasJournaledIsThereInTheNextWindowOldestFirst() {
    BrowserContext student = browser.person();
    Page first = visit(student);
    run(
        first,
        """
        const journal = await open("ann");
        for (const [epoch, seq] of [[2, 10], [2, 9], [1, 3]]) {
          await journal.put(batch(epoch, seq));
        }
        """);
    first.close();

    Object left =
        run(
            visit(student),
            """
            const entries = await (await open("ann")).entries();
            return entries.map(({ epoch, seq, els }) => `${epoch} ${seq} ${els[0].v}`);
            """);

    assertEquals(List.of("1 3 1.3", "2 9 2.9", "2 10 2.10"), left);
  }

  @Test
  @Requirement("F18")
  void twoStudentsOnOneDeviceNeverSeeEachOthersEntries() {
    Object left =
        run(
            visit(browser.person()),
            """
            await (await open("ann")).put(batch(1, 1));
            await (await open("bob")).put(batch(1, 2));
            await (await open("ann2")).put(batch(1, 3));
            const entries = await (await open("ann")).entries();
            return entries.map(({ seq }) => seq);
            """);

    assertEquals(List.of(1), left);
  }

  @Test
  void anAcknowledgedBatchIsGone() {
    Object left =
        run(
            visit(browser.person()),
            """
            const journal = await open("ann");
            await journal.put(batch(1, 1));
            await journal.put(batch(1, 2));
            await journal.remove(1, 1);
            return (await journal.entries()).map(({ seq }) => seq);
            """);

    assertEquals(List.of(2), left);
  }

  @Test
  @Requirement("F18")
  void withStorageBlockedNothingFailsAndItSaysSo() {
    Page page =
        visit(
            browser.person(),
            """
            Object.defineProperty(window, "indexedDB", { value: { open() { throw new DOMException("blocked", "SecurityError"); } } });
            """);

    Object result =
        run(
            page,
            """
            const journal = await open("ann");
            await journal.put(batch(1, 1));
            await journal.remove(1, 1);
            return [journal.durable, await journal.entries()];
            """);

    assertEquals(List.of(false, List.of()), result);
  }

  @Test
  @Requirement("F18")
  void withStorageFullItSaysSoAndSaysWhenThereIsRoomAgain() {
    Page page =
        visit(
            browser.person(),
            """
            window.full = () => false;
            const put = IDBObjectStore.prototype.put;
            IDBObjectStore.prototype.put = function (...values) {
              if (window.full(values[0])) throw new DOMException("no room", "QuotaExceededError");
              return put.apply(this, values);
            };
            """);

    Object result =
        run(
            page,
            """
            const journal = await open("ann");
            const states = [journal.durable];
            window.full = ({ seq }) => seq === 1;
            await journal.put(batch(1, 1));
            states.push(journal.durable);
            await journal.put(batch(1, 2));
            states.push(journal.durable);
            window.full = () => false;
            await journal.put(batch(1, 3));
            await new Promise((resolve) => setTimeout(resolve, 200));
            states.push(journal.durable);
            return [...states, told.length, (await journal.entries()).length];
            """);

    assertEquals(List.of(true, false, false, true, 2, 3), result);
  }

  @Test
  void storageThatNeverAnswersDoesNotHoldAnAnswerBack() {
    Page page = visit(browser.person());

    Object result =
        run(
            page,
            """
            const held = indexedDB.open("examhall-player", 1);
            await new Promise((opened) => (held.onsuccess = opened));
            indexedDB.deleteDatabase("examhall-player");
            const since = performance.now();
            const journal = await open("ann");
            await journal.put(batch(1, 1));
            return [journal.durable, performance.now() - since < 9000];
            """);

    assertEquals(List.of(false, true), result);
  }

  private static Page visit(BrowserContext student, String... scripts) {
    Page page = student.newPage();
    for (String script : scripts) {
      page.addInitScript(script);
    }
    page.navigate(assets.blankPage());
    return page;
  }

  private static Object run(Page page, String script) {
    return page.evaluate("async () => {" + OPEN + script + "}");
  }
}
