// @ts-check
/** Offers what somebody who types into the administrator's search may mean. */

const PAUSE_MILLIS = 300;
const field = document.querySelector("input[data-suggestions]");
const list = field instanceof HTMLInputElement ? field.list : null;

if (field instanceof HTMLInputElement && list) {
  let timer = 0;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(suggest, PAUSE_MILLIS, field, list);
  });
}

/**
 * @param {HTMLInputElement} input
 * @param {HTMLDataListElement} options
 */
async function suggest(input, options) {
  const typed = input.value;
  try {
    const answer = await fetch(`${input.dataset.suggestions}?q=${encodeURIComponent(typed)}`);
    /** @type {{ value: string, label: string }[]} */
    const found = answer.ok ? await answer.json() : [];
    if (input.value === typed) {
      options.replaceChildren(...found.map(({ value, label }) => new Option(label, value)));
    }
  } catch {
    // The network is away for a moment: searching still works, without suggestions.
  }
}
