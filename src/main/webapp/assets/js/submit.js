// @ts-check
/** A form that posts itself: `<form data-submit>`; without this its button does the same. */

const form = document.querySelector("form[data-submit]");
if (form instanceof HTMLFormElement) form.submit();
