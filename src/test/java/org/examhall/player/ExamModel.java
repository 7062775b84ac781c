package org.examhall.player;

import com.microsoft.playwright.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Both real SCORM APIs on one real model in a browser page, as an exam sees them, and the batches
 * that come out behind.
 */
final class ExamModel {
  private static final String PUBLISH =
      """
      async (start) => {
        const load = (name) => import(`/assets/player/${name}.js`);
        const [{ Model, isHostKey }, { Batcher }, { api2004 }, { api12 }] =
          await Promise.all(["model", "batcher", "api2004", "api12"].map(load));
        window.isHostKey = isHostKey;
        window.batches = [];
        window.events = [];
        const limits = { elementChars: 1000000, batchBytes: 1572864, window: 16 };
        const batcher = new Batcher(limits, (els) => batches.push(els), (key) => events.push("large " + key));
        window.batcher = batcher;
        window.model = new Model(start, (key, value) => batcher.add(key, value));
        const listener = {
          initialized: () => events.push("initialized"),
          read: () => {},
          committed: () => events.push("committed"),
          terminated: () => events.push("terminated"),
        };
        window.API_1484_11 = api2004(model, listener);
        window.API = api12(model, listener);
      }
      """;

  private final Page page;
  private final Map<String, Object> start = new LinkedHashMap<>();

  ExamModel(Page page, PlayerAssets assets) {
    this.page = page;
    page.navigate(assets.blankPage());
    start.put("mode", "normal");
    start.put("entry", "ab-initio");
    start.put("values", Map.of());
    start.put("learner", Map.of("id", "s123", "name", "Ann Student"));
    start.put("durationSeconds", 3600);
  }

  /** Another starting condition: mode, entry, values, durationSeconds, times. */
  ExamModel with(String name, @Nullable Object value) {
    start.put(name, value);
    return this;
  }

  /** Publishes the APIs; nothing is initialised yet. */
  ExamModel publish() {
    page.evaluate(PUBLISH, start);
    return this;
  }

  /** Publishes the APIs and initialises the 2004 one. */
  ExamModel begin() {
    publish().call("Initialize", "");
    return this;
  }

  /** Calls the 2004 API. */
  Object call(String function, Object... arguments) {
    return page.evaluate(
        "([name, values]) => API_1484_11[name](...values)", List.of(function, List.of(arguments)));
  }

  /** Calls the 1.2 API. */
  Object call12(String function, Object... arguments) {
    return page.evaluate(
        "([name, values]) => API[name](...values)", List.of(function, List.of(arguments)));
  }

  Object get(String key) {
    return call("GetValue", key);
  }

  Object set(String key, String value) {
    return call("SetValue", key, value);
  }

  String error() {
    return (String) call("GetLastError");
  }

  /** Whatever JavaScript says, with the APIs in reach. */
  Object script(String expression) {
    return page.evaluate(expression);
  }

  /** The changes sent so far as {@code key=value}, however many batches they took. */
  List<String> changes() {
    return batches().stream().flatMap(List::stream).toList();
  }

  /** The changes sent so far, per batch, as {@code key=value}. */
  @SuppressWarnings("unchecked")
  List<List<String>> batches() {
    return (List<List<String>>)
        page.evaluate("batcher.flush(); batches.map((els) => els.map(({k, v}) => `${k}=${v}`))");
  }
}
