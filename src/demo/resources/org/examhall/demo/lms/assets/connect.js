// @ts-check
// Opens the tool's registration page, and goes on when it says that it has registered.

const frame = document.querySelector("iframe[data-page]");

window.addEventListener("message", (event) => {
  if (!(frame instanceof HTMLIFrameElement) || event.source !== frame.contentWindow) {
    return;
  }
  if (event.data?.subject === "org.imsglobal.lti.close") {
    window.location.assign(frame.dataset.next ?? "/");
  }
});

if (frame instanceof HTMLIFrameElement) {
  frame.src = frame.dataset.page ?? "";
}
