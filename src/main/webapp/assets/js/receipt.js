// @ts-check
/** Lets the receipt be printed, and tells the server in whose zone the file's times are to be. */
import "./page.js";

const print = document.querySelector("button[data-print]");
if (print instanceof HTMLButtonElement) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}

const file = document.querySelector("a[data-action=receipt-file]");
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (file instanceof HTMLAnchorElement && zone) {
  const address = new URL(file.href);
  address.searchParams.set("zone", zone);
  file.href = address.href;
}
