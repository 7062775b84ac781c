// @ts-check
/** A form that posts itself or a link that follows itself: `data-submit`; without this by hand. */

const way = document.querySelector("[data-submit]");
if (way instanceof HTMLFormElement) way.submit();
if (way instanceof HTMLAnchorElement) location.replace(way.href);
