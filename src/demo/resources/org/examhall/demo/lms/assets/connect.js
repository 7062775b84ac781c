// @ts-check
// Goes on when the tool says that it has registered.

const frame = document.querySelector("iframe[data-next]");

window.addEventListener("message", (event) => {
  if (!(frame instanceof HTMLIFrameElement) || event.source !== frame.contentWindow) {
    return;
  }
  if (event.data?.subject === "org.imsglobal.lti.close") {
    window.location.assign(frame.dataset.next ?? "/");
  }
});
