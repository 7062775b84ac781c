// @ts-check
/** Asks the platform's storage for the secret of a login, and sends it; else offers a new window. */
import { get, placeOf } from "./lti-storage.js";

const form = document.querySelector("form[data-ask]");
const offer = /** @type {HTMLElement | null} */ (document.querySelector("[data-offer]"));
const field = form?.querySelector("input[name=secret]");
if (form instanceof HTMLFormElement && field instanceof HTMLInputElement && offer) {
  const secret = await get(placeOf(form));
  if (secret === null) {
    offer.hidden = false;
    document.querySelector("[data-waiting]")?.remove();
  } else {
    field.value = secret;
    form.submit();
  }
}
