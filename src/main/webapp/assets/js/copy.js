// @ts-check
/** Buttons that copy the field they stand beside: `<button type="button" data-copy="field-id">`. */

for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!(button instanceof HTMLButtonElement)) continue;
  const field = document.getElementById(button.dataset.copy ?? "");
  if (!(field instanceof HTMLInputElement)) continue;
  const label = button.textContent ?? "";
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = button.dataset.done ?? label;
      setTimeout(() => (button.textContent = label), 2000);
    } catch {
      field.focus(); // no clipboard here: the text is selected, the keyboard can copy it
    }
  });
}
