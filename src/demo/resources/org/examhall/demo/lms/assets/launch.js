// @ts-check
// Sends the signed form as soon as the page is there.

const form = document.querySelector("form[data-auto-submit]");
if (form instanceof HTMLFormElement) {
  form.submit();
}
