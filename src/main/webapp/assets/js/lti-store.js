// @ts-check
/** Puts the secret of a login into the platform's storage, then goes on with it or without. */
import { placeOf, put } from "./lti-storage.js";

const link = document.querySelector("a[data-store]");
if (link instanceof HTMLAnchorElement) {
  const kept = await put(placeOf(link), link.dataset.value ?? "");
  location.replace(kept ? link.href : (link.dataset.without ?? link.href));
}
