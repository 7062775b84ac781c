package org.examhall.player;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.examhall.testkit.Browser;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the player says to the server and makes of its answers, message by message. */
class PlayerConversationE2E {
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
  void aNewWindowAsksForItsTurnAndNumbersItsBatchesFromOne() {
    Object said =
        run(
            """
            const { conversation } = await talk.talk();
            const first = conversation.greeting();
            conversation.receive(talk.hello({ epoch: 7, values: {} }));
            talk.set(conversation, { "cmi.location": "1" });
            talk.set(conversation, { "cmi.location": "2" });
            await talk.settled(conversation);
            return [first, ...conversation.due()].map(({ t, epoch, seq }) => `${t} ${epoch} ${seq ?? ""}`);
            """);

    assertEquals(List.of("hello 0 ", "save 7 1", "save 7 2"), said);
  }

  @Test
  @Requirement("NLP-D3")
  void aBatchIsNotSentBeforeItIsJournaledAndLeavesTheJournalWithItsAck() {
    Object states =
        run(
            """
            const { conversation, journal } = await talk.opened();
            let written;
            journal.blocked = new Promise((resolve) => (written = resolve));
            talk.set(conversation, { "cmi.location": "1" });
            await new Promise((resolve) => setTimeout(resolve, 50));
            const before = conversation.due().length;
            written();
            await talk.settled(conversation);
            const after = conversation.due().length;
            const held = [...journal.held.keys()];
            conversation.receive({ t: "ack", epoch: 7, seq: 1, refused: [] });
            return [before, after, held.join(), journal.held.size];
            """);

    assertEquals(List.of(0, 1, "7/1", 0), states);
  }

  @Test
  void atMostAWindowOfBatchesWaitsForItsAcks() {
    Object counts =
        run(
            """
            const { conversation } = await talk.opened({}, { window: 16 });
            for (let i = 0; i < 40; i++) {
              talk.set(conversation, { "cmi.location": String(i) });
            }
            await talk.settled(conversation);
            const first = conversation.due().length;
            const more = conversation.due().length;
            [1, 2, 3].forEach((seq) => conversation.receive({ t: "ack", epoch: 7, seq, refused: [] }));
            return [first, more, conversation.due().map(({ seq }) => seq)];
            """);

    assertEquals(List.of(16, 0, List.of(17, 18, 19)), counts);
  }

  @Test
  void afterALossEverythingWithoutAnAckIsSaidAgainTheSameWay() {
    Object same =
        run(
            """
            const { conversation } = await talk.opened({ "cmi.suspend_data": "{\\"a\\":1,\\"b\\":22222222}" });
            talk.set(conversation, { "cmi.suspend_data": "{\\"a\\":2,\\"b\\":22222222}" });
            talk.set(conversation, { "cmi.suspend_data": "{\\"a\\":3,\\"b\\":22222222}", "cmi.location": "1" });
            await talk.settled(conversation);
            const first = JSON.stringify(conversation.due());
            conversation.lost();
            const greeting = conversation.greeting();
            conversation.receive(talk.hello({ epoch: 7, seq: 0 }));
            const again = JSON.stringify(conversation.due());
            return [first === again, greeting.epoch, again.includes('"p"')];
            """);

    assertEquals(List.of(true, 7, true), same);
  }

  @Test
  void splicesFollowTheNumbersAndAddUpToTheLastValue() {
    Object values =
        run(
            """
            const start = JSON.stringify({ time: 1, answers: ["", "", "x".repeat(200)] });
            const { conversation } = await talk.opened({ "cmi.suspend_data": start });
            const attempt = new talk.Attempt({ "cmi.suspend_data": start });
            const texts = ["π", "π²/6", "😀", "😃", ""].map((answer, i) =>
              JSON.stringify({ time: i, answers: [answer, "", "x".repeat(200)] }));
            texts.forEach((text) => talk.set(conversation, { "cmi.suspend_data": text }));
            await talk.settled(conversation);
            const saves = conversation.due();
            const refused = [];
            for (const save of saves) {
              refused.push(...(await attempt.take(save)).refused);
            }
            const spliced = saves.every(({ els }) => els[0].p && JSON.stringify(els[0]).length < 250);
            return [spliced, refused.length, attempt.values["cmi.suspend_data"] === texts.at(-1)];
            """);

    assertEquals(List.of(true, 0, true), values);
  }

  @Test
  void aRefusedSpliceIsFollowedByTheWholeValueOnce() {
    Object result =
        run(
            """
            const { conversation } = await talk.opened({ "cmi.suspend_data": "a".repeat(90) });
            for (const end of ["1", "2", "3"]) {
              talk.set(conversation, { "cmi.suspend_data": "a".repeat(90) + end });
            }
            await talk.settled(conversation);
            const saves = conversation.due();
            const refused = [{ k: "cmi.suspend_data", why: "base" }];
            saves.forEach(({ seq }) => conversation.receive({ t: "ack", epoch: 7, seq, refused }));
            await talk.settled(conversation);
            return conversation.due().map(({ seq, els }) => `${seq} ${els.length} ${els[0].v?.slice(-2)}`);
            """);

    assertEquals(List.of("4 1 a3"), result);
  }

  /** That it is stored, the hello says; that it was late, or refused, nothing else does. */
  @Test
  @Requirement("I22")
  void aBatchWhoseAckGotLostIsSentAgainThoughItIsStored() {
    Object result =
        run(
            """
            const { conversation, events } = await talk.opened();
            talk.set(conversation, { "cmi.location": "1" });
            await talk.settled(conversation);
            conversation.due();
            conversation.lost();
            conversation.greeting();
            conversation.receive(talk.hello({ epoch: 7, seq: 1 }));
            const again = conversation.due().map(({ t, seq }) => `${t} ${seq}`);
            const refused = [{ k: "cmi.location", why: "size" }];
            conversation.receive({ t: "ack", epoch: 7, seq: 1, refused, late: true });
            return [again, events.slice(-2)];
            """);

    assertEquals(
        List.of(
            List.of("save 1"),
            List.of(List.of("refused", "cmi.location", "size"), List.of("late"))),
        result);
  }

  @Test
  void offlineOnlyTheLatestSuspendDataIsKeptForSending() {
    Object result =
        run(
            """
            const start = "s".repeat(5000);
            const { conversation, journal } = await talk.opened({ "cmi.suspend_data": start }, { window: 16 });
            const attempt = new talk.Attempt({ "cmi.suspend_data": start });
            for (let i = 0; i < 200; i++) {
              talk.set(conversation, { "cmi.suspend_data": "s".repeat(5000) + i, "cmi.session_time": `PT${i}S` });
              await talk.settled(conversation);
            }
            const journaled = JSON.stringify([...journal.held.values()]).length;
            let saves = conversation.due();
            const numbers = [];
            while (saves.length > 0) {
              for (const save of saves) {
                numbers.push(save.seq);
                conversation.receive(await attempt.take(save));
              }
              saves = conversation.due();
            }
            return [journaled < 40000, numbers.length, attempt.values["cmi.suspend_data"].slice(-4), attempt.values["cmi.session_time"]];
            """);

    assertEquals(List.of(true, 200, "s199", "PT199S"), result);
  }

  @Test
  void aBusyServerIsLeftAloneForAWhileAndThenGetsTheBatchAgain() {
    Object result =
        run(
            """
            const { conversation } = await talk.opened();
            talk.set(conversation, { "cmi.location": "1" });
            await talk.settled(conversation);
            conversation.due();
            conversation.receive({ t: "busy", epoch: 7, seq: 1, retryMillis: 100 });
            talk.set(conversation, { "cmi.location": "2" });
            await talk.settled(conversation);
            const meanwhile = conversation.due().length;
            await new Promise((resolve) => setTimeout(resolve, 200));
            return [meanwhile, conversation.due().map(({ seq }) => seq)];
            """);

    assertEquals(List.of(0, List.of(1, 2)), result);
  }

  /** Browsers that guard privacy have a clock of tenths of a second, and timers finer than that. */
  @Test
  void aBatchIsSentAgainAfterAPauseThoughTheClockSaysThatThePauseIsNotOver() {
    Object result =
        run(
            """
            const { conversation, line } = await talk.opened();
            talk.set(conversation, { "cmi.location": "1" });
            await talk.settled(conversation);
            conversation.due();
            performance.now = () => 1000;
            const again = new Promise((said) => (line.ready = () => said(conversation.due())));
            conversation.receive({ t: "busy", epoch: 7, seq: 1, retryMillis: 20 });
            return (await again).map(({ seq }) => seq);
            """);

    assertEquals(List.of(1), result);
  }

  @Test
  @Requirement("I22")
  void anAnswerThatCameTooLateIsToldButNotTheExamsFarewell() {
    Object told =
        run(
            """
            const { conversation, events } = await talk.opened();
            talk.set(conversation, { "cmi.session_time": "PT5M", "cmi.exit": "normal" });
            talk.set(conversation, { "cmi.session_time": "PT6M", "cmi.score.raw": "10" });
            await talk.settled(conversation);
            conversation.due();
            const late = () => events.filter(([name]) => name === "late").length;
            conversation.receive({ t: "ack", epoch: 7, seq: 1, refused: [], late: true });
            const before = late();
            conversation.receive({ t: "ack", epoch: 7, seq: 2, refused: [], late: true });
            return [before, late()];
            """);

    assertEquals(List.of(0, 1), told);
  }

  @Test
  @Requirement({"I24", "NLP-D1"})
  void theEndIsToldOnceEverythingHasItsAckAndOnlyCompleteCounts() {
    Object result =
        run(
            """
            const { conversation, events } = await talk.opened();
            talk.set(conversation, { "cmi.completion_status": "completed" });
            await talk.settled(conversation);
            conversation.finish();
            const said = [conversation.due(), conversation.due()];
            conversation.receive({ t: "ack", epoch: 7, seq: 1, refused: [] });
            said.push(conversation.due(), conversation.due());
            const before = events.some(([name]) => name === "complete");
            conversation.receive({ t: "end", epoch: 7, complete: true, missing: [], receipt: { elements: 1, endedAt: 5 } });
            return [said.map((list) => list.map(({ t, seq }) => `${t} ${seq}`).join()), before, events.at(-1)];
            """);

    assertEquals(
        List.of(
            List.of("save 1", "", "end 1", ""),
            false,
            List.of("complete", Map.of("elements", 1, "endedAt", 5))),
        result);
  }

  @Test
  void whatTheServerSaysIsMissingIsSentAgainBeforeTheNextEnd() {
    Object result =
        run(
            """
            const { conversation } = await talk.opened();
            talk.set(conversation, { "cmi.location": "1" });
            await talk.settled(conversation);
            conversation.due();
            conversation.receive({ t: "end", epoch: 7, complete: false, missing: [1] });
            return conversation.due().map(({ t, seq }) => `${t} ${seq}`);
            """);

    assertEquals(List.of("save 1"), result);
  }

  @Test
  @Requirement("NLP-D8")
  void aBatchTheServerCannotReadIsDroppedAndTold() {
    Object result =
        run(
            """
            const { conversation, events } = await talk.opened();
            talk.set(conversation, { "cmi.location": "1" });
            await talk.settled(conversation);
            conversation.due();
            conversation.receive({ t: "error", why: "els", epoch: 7, seq: 1, message: "?" });
            conversation.lost();
            return [conversation.due().length, events.at(-1)];
            """);

    assertEquals(List.of(0, List.of("refused", "*", "els")), result);
  }

  @Test
  @Requirement("F14")
  void whatIsNotOfThisProtocolChangesNothing() {
    Object result =
        run(
            """
            const { conversation, events } = await talk.opened();
            talk.set(conversation, { "cmi.location": "1" });
            await talk.settled(conversation);
            conversation.due();
            const count = events.length;
            for (const odd of [null, undefined, 1, "ack", [], {}, { t: 5 }, { t: "ACK", epoch: 7, seq: 1 },
                { t: "ack" }, { t: "ack", epoch: 6, seq: 1 }, { t: "ack", epoch: 7, seq: 99 }]) {
              conversation.receive(odd);
            }
            return [conversation.unacknowledged().length, events.length - count];
            """);

    assertEquals(List.of(1, 0), result);
  }

  private static Object run(String script) {
    return page.evaluate(
        "async () => { const talk = await import('/test/talk.js');" + script + "}");
  }
}
