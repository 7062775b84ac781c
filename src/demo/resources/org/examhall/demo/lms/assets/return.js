// @ts-check
// Goes on to the course, out of the frame that the exam was in.

const link = document.querySelector("#back");
if (link instanceof HTMLAnchorElement) {
  (window.top ?? window).location.replace(link.href);
}
