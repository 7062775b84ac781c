// @ts-check
/** Shows the times of the settings form in the reader's zone, and tells the server which it is. */
import "./page.js";

const form = document.querySelector("form[data-settings]");
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

if (form instanceof HTMLFormElement && zone) {
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("zone"));
  if (field.value === "UTC") {
    for (const input of form.querySelectorAll("input[type=datetime-local]")) {
      toReaderZone(/** @type {HTMLInputElement} */ (input));
    }
    field.value = zone;
  }
  const name = form.querySelector("[data-zone]");
  if (name) {
    name.textContent = field.value.replaceAll("_", " ");
  }
}

/** @param {HTMLInputElement} input */
function toReaderZone(input) {
  const moment = new Date(input.value + "Z");
  if (input.value && !Number.isNaN(moment.getTime())) {
    const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
    input.value = local.toISOString().slice(0, 16);
  }
}
