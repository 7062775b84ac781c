package org.examhall.player;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.List;
import org.examhall.testkit.Browser;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The turn at an attempt: windows that lose it, and what earlier windows left. */
class PlayerTurnE2E {
  @RegisterExtension static final Browser browser = new Browser();
  private static PlayerAssets assets;
  private static Page page;

  @BeforeAll
  static void serve() throws IOException {
    assets = new PlayerAssets();
    page = browser.page();
  }

  @AfterAll
  static void stop() {
    assets.close();
  }

  @BeforeEach
  void blank() {
    page.navigate(assets.blankPage());
  }

  @Test
  @Requirement("F17")
  void aWindowThatWasTakenOverSendsWhatItHoldsAndStops() {
    Object result =
        run(
            """
            const { conversation, events } = await talk.opened();
            talk.set(conversation, { "cmi.location": "1" });
            await talk.settled(conversation);
            conversation.receive({ t: "taken", epoch: 8 });
            const said = conversation.due().map(({ t, epoch }) => `${t} ${epoch}`);
            const before = events.map(([name]) => name).filter((name) => name !== "times");
            conversation.receive({ t: "ack", epoch: 7, seq: 1, refused: [] });
            return [said, before, events.at(-1)];
            """);

    assertEquals(
        List.of(List.of("save 7"), List.of("opened", "taken"), List.of("stopped", "taken")),
        result);
  }

  @Test
  @Requirement("NLP-D5")
  void anOldWindowThatComesBackAsksForItsOwnTurnAndLearnsThatItIsOver() {
    Object result =
        run(
            """
            const { conversation, events } = await talk.opened();
            conversation.lost();
            const { epoch } = conversation.greeting();
            conversation.receive({ t: "taken", epoch: 8 });
            return [epoch, events.map(([name]) => name).filter((name) => name !== "times")];
            """);

    assertEquals(List.of(7, List.of("opened", "taken", "stopped")), result);
  }

  @Test
  void takenByItsOwnOrAnOlderNumberMeansNothing() {
    Object names =
        run(
            """
            const { conversation, events } = await talk.opened();
            conversation.receive({ t: "taken", epoch: 7 });
            conversation.receive({ t: "taken", epoch: 3 });
            return events.map(([name]) => name).filter((name) => name === "taken" || name === "stopped");
            """);

    assertEquals(List.of(), names);
  }

  @Test
  @Requirement("F18")
  void whatEarlierWindowsLeftIsSentBeforeTheTurnIsTaken() {
    Object result =
        run(
            """
            const left = (epoch, seq) => ({ epoch, seq, els: [{ k: "cmi.location", v: `${epoch}.${seq}`, at: 1 }] });
            const { conversation } = await talk.talk([left(3, 9), left(5, 2), left(5, 3)]);
            const said = [];
            const say = (messages) => said.push(...messages.map(({ t, epoch, seq }) => `${t} ${epoch} ${seq ?? ""}`.trim()));
            say([conversation.greeting()]);
            conversation.receive(talk.hello({ epoch: 5, seq: 1 }));
            say(conversation.due());
            conversation.receive({ t: "ack", epoch: 3, seq: 9, refused: [] });
            conversation.receive({ t: "ack", epoch: 5, seq: 2, refused: [] });
            say(conversation.due());
            conversation.receive({ t: "ack", epoch: 5, seq: 3, refused: [] });
            say(conversation.due());
            return said;
            """);

    assertEquals(List.of("hello 5", "save 3 9", "save 5 2", "save 5 3", "hello 0"), result);
  }

  /** The earlier window may be alive and use the next number itself. */
  @Test
  @Requirement("F18")
  void whatEarlierWindowsLeftIsSentWholeAndNothingIsAddedToIt() {
    Object result =
        run(
            """
            const els = [{ k: "cmi.suspend_data", v: "whole", at: 1 }];
            const { conversation } = await talk.talk([{ epoch: 5, seq: 2, els }]);
            conversation.greeting();
            conversation.receive(talk.hello({ epoch: 5, seq: 2 }));
            const said = conversation.due().map(({ seq, els }) => `${seq} ${els[0].v}`);
            const refused = [{ k: "cmi.suspend_data", why: "base" }];
            conversation.receive({ t: "ack", epoch: 5, seq: 2, refused });
            await new Promise((resolve) => setTimeout(resolve, 50));
            return [...said, ...conversation.due().map(({ t, epoch }) => `${t} ${epoch}`)];
            """);

    assertEquals(List.of("2 whole", "hello 0"), result);
  }

  @Test
  void leftoversOfANumberTheServerNeverGaveAreSetAside() {
    Object result =
        run(
            """
            const { conversation, journal } = await talk.talk([{ epoch: 5, seq: 2, els: [] }]);
            conversation.greeting();
            conversation.receive({ t: "error", why: "epoch", message: "never given out" });
            return conversation.due().map(({ t, epoch }) => `${t} ${epoch}`);
            """);

    assertEquals(List.of("hello 0"), result);
  }

  @Test
  void leftoversOfAWindowThatWasTakenOverAreSentAllTheSame() {
    Object result =
        run(
            """
            const { conversation } = await talk.talk([{ epoch: 5, seq: 2, els: [{ k: "cmi.location", v: "1", at: 1 }] }]);
            const said = [conversation.greeting()];
            conversation.receive({ t: "taken", epoch: 6 });
            said.push(...conversation.due());
            conversation.receive({ t: "ack", epoch: 5, seq: 2, refused: [] });
            said.push(...conversation.due());
            return said.map(({ t, epoch }) => `${t} ${epoch}`);
            """);

    assertEquals(List.of("hello 5", "save 5", "hello 0"), result);
  }

  @Test
  @Requirement("I24")
  void whatIsMissingOfAnotherWindowIsToldAndAskedAboutLaterNotAtOnce() {
    Object result =
        run(
            """
            const { conversation, events } = await talk.opened();
            talk.set(conversation, { "cmi.completion_status": "completed" });
            await talk.settled(conversation);
            conversation.finish();
            conversation.due();
            conversation.receive({ t: "ack", epoch: 7, seq: 1, refused: [] });
            conversation.due();
            const elsewhere = [{ epoch: 6, missing: [2] }];
            conversation.receive({ t: "end", epoch: 7, complete: false, missing: [], elsewhere });
            return [events.at(-1), conversation.due().length, events.some(([name]) => name === "complete")];
            """);

    assertEquals(List.of(List.of("elsewhere"), 0, false), result);
  }

  private static Object run(String script) {
    return page.evaluate(
        "async () => { const talk = await import('/test/talk.js');" + script + "}");
  }
}
