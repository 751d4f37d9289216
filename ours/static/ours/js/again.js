// Whoever signs in again in another tab gets a new protection for forms: it is asked for before the kept words are sent,
// so that they go through at once. Without this script they stand here once more, to be sent again.
//   data-protection   on the form: an address whose page holds the protection that counts now
"use strict";
(() => {
  const form = document.querySelector("form[data-protection]");
  const field = form?.elements.namedItem("csrfmiddlewaretoken");
  if (!field) return;
  let asked = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (asked) return;
    asked = true;
    try {
      const answer = await fetch(form.dataset.protection);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      field.value = page.querySelector("[name=csrfmiddlewaretoken]")?.value ?? field.value;
    } catch {
      // The network is away; the form itself will tell.
    }
    form.submit();
  });
})();
