// @ts-check
/** Puts the secret of a login into the platform's storage, then goes on to the platform. */
import { placeOf, put } from "./lti-storage.js";

const link = document.querySelector("a[data-store]");
if (link instanceof HTMLAnchorElement) {
  await put(placeOf(link), link.dataset.value ?? "");
  location.replace(link.href);
}
