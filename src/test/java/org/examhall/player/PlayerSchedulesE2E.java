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

/** The player against networks that lose, repeat and reorder. */
class PlayerSchedulesE2E {
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
  @Requirement("F16")
  void thousandLossyReorderedRepeatedSchedulesEndInTheLastValues() {
    Object wrong =
        run(
            """
            const wrong = [];
            for (let seed = 1; seed <= 1000; seed++) {
              const random = talk.random(seed);
              const start = JSON.stringify({ n: 0, rest: "é😀".repeat(20) });
              const { conversation } = await talk.opened({ "cmi.suspend_data": start }, { window: 4 });
              const attempt = new talk.Attempt({ "cmi.suspend_data": start });
              const expected = {};
              const network = [];
              const deliver = async () => {
                const [save] = network.splice(Math.floor(random() * network.length), 1);
                const ack = await attempt.take(save);
                if (random() < 0.2) network.push(save);
                if (random() < 0.7) conversation.receive(ack);
              };
              const reconnect = () => {
                conversation.lost();
                conversation.greeting();
                let seq = 0;
                while (attempt.stored.has(`7/${seq + 1}`)) seq++;
                conversation.receive(talk.hello({ epoch: 7, seq }));
              };
              for (let step = 0; step < 12; step++) {
                const values = { "cmi.score.raw": String(step), [`cmi.interactions.${step % 3}.result`]: String(random()) };
                if (random() < 0.7) values["cmi.suspend_data"] = JSON.stringify({ n: step, rest: "é😀".repeat(Math.floor(random() * 20)) });
                Object.assign(expected, values);
                talk.set(conversation, values);
                if (random() < 0.5) await talk.settled(conversation);
                if (random() < 0.2) reconnect();
                network.push(...conversation.due().filter(() => random() < 0.8));
                if (network.length > 0 && random() < 0.6) await deliver();
              }
              for (let round = 0; conversation.unacknowledged().length > 0 && round < 100; round++) {
                await talk.settled(conversation);
                reconnect();
                await talk.settled(conversation);
                network.push(...conversation.due());
                while (network.length > 0) await deliver();
              }
              const same = Object.entries(expected).every(([key, value]) => attempt.values[key] === value);
              if (!same || conversation.unacknowledged().length > 0) wrong.push(seed);
            }
            return wrong;
            """);

    assertEquals(List.of(), wrong);
  }

  private static Object run(String script) {
    return page.evaluate(
        "async () => { const talk = await import('/test/talk.js');" + script + "}");
  }
}
