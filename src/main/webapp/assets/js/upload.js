// @ts-check
/**
 * Sends the upload form with a bar: first what the browser has sent, then what the server tells of
 * unpacking, one JSON object a line. Without this script the same form works by itself.
 */
import "./page.js";

const ZIP = [0x50, 0x4b];

for (const form of document.querySelectorAll("form[data-upload]")) {
  start(/** @type {HTMLFormElement} */ (form));
}

/** @param {HTMLFormElement} form */
function start(form) {
  const view = viewOf(form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const file = view.input.files?.[0];
    const problem = file && (await objection(form, file));
    view.problem(problem || "");
    if (file && !problem) {
      send(form, view);
    }
  });
  view.input.addEventListener("change", () => view.problem(""));
}

/**
 * What can be told before a byte is sent.
 *
 * @param {HTMLFormElement} form
 * @param {File} file
 */
async function objection(form, file) {
  if (file.size > Number(form.dataset.maxBytes)) {
    return form.dataset.tooLarge;
  }
  const head = new Uint8Array(await file.slice(0, ZIP.length).arrayBuffer());
  return file.size > 0 && !ZIP.every((byte, i) => head[i] === byte) ? form.dataset.notZip : "";
}

/**
 * @param {HTMLFormElement} form
 * @param {ReturnType<typeof viewOf>} view
 */
function send(form, view) {
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "application/x-ndjson, application/json");
  request.upload.addEventListener("progress", (e) => view.stage("sending", e.loaded, e.total));
  request.upload.addEventListener("load", () => view.stage("checking", -1, -1));
  request.addEventListener("progress", () => tell(lastLine(request.responseText), view));
  request.addEventListener("load", () => finish(lastLine(request.responseText), form, view));
  request.addEventListener("error", () => view.fail(form.dataset.broken ?? ""));
  request.addEventListener("abort", () => view.fail(form.dataset.cancelled ?? ""));
  const data = new FormData(form); // before the view disables the field, which would leave it out
  view.begin(() => request.abort());
  request.send(data);
}

/**
 * @param {any} line
 * @param {ReturnType<typeof viewOf>} view
 */
function tell(line, view) {
  if (line?.stage) {
    view.stage(line.stage, line.done, line.total);
  }
}

/**
 * @param {any} line the answer's last line: where to go, or what is wrong
 * @param {HTMLFormElement} form
 * @param {ReturnType<typeof viewOf>} view
 */
function finish(line, form, view) {
  if (line?.location) {
    location.assign(line.location);
  } else {
    view.fail(line?.problem || line?.message || form.dataset.broken || "");
  }
}

/** @param {string} text the last whole line of it as an object, or undefined */
function lastLine(text) {
  const line = text.slice(0, text.lastIndexOf("\n") + 1 || undefined).trim().split("\n").pop();
  try {
    return line && JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** @param {HTMLFormElement} form */
function viewOf(form) {
  const input = /** @type {HTMLInputElement} */ (form.querySelector("input[type=file]"));
  const button = /** @type {HTMLButtonElement} */ (form.querySelector("[data-action=upload]"));
  const cancel = /** @type {HTMLButtonElement} */ (form.querySelector("[data-cancel]"));
  const panel = /** @type {HTMLElement} */ (form.querySelector("[data-progress]"));
  const words = /** @type {HTMLElement} */ (form.querySelector("[data-stage]"));
  const bar = /** @type {HTMLProgressElement} */ (form.querySelector("progress"));
  const trouble = /** @type {HTMLElement} */ (form.querySelector("[data-problem]"));
  let abort = () => {};
  cancel.addEventListener("click", () => abort());

  /** @param {boolean} running */
  function show(running) {
    panel.hidden = !running;
    cancel.hidden = !running;
    button.disabled = running;
    input.disabled = running;
  }

  /** @param {string} text */
  function problem(text) {
    trouble.textContent = text;
    input.setAttribute("aria-invalid", String(text !== ""));
  }

  return {
    input,
    problem,

    /** @param {() => void} onCancel */
    begin(onCancel) {
      abort = onCancel;
      problem("");
      show(true);
    },

    /**
     * @param {string} name
     * @param {number} done
     * @param {number} total
     */
    stage(name, done, total) {
      const percent = total > 0 ? Math.floor((100 * done) / total) : -1;
      if (percent < 0) {
        bar.removeAttribute("value");
      } else {
        bar.value = percent;
      }
      const pattern = form.dataset[percent < 0 ? "checking" : name] ?? form.dataset.checking ?? "";
      words.textContent = pattern.replace("{0}", String(percent));
    },

    /** @param {string} text */
    fail(text) {
      show(false);
      problem(text);
      input.focus();
    },
  };
}
