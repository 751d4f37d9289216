// Reads along while somebody writes: what the coach sees stands below the field soon after a pause.
//   data-coach   on a button of the form: the name of the field; the button's formaction reads it over
// Without this script the button leads to a page that does the same.
"use strict";
(() => {
  const PAUSE = 350; // milliseconds without a key: a pause in typing
  const SETTLED = 4000; // milliseconds that a remark must have stood to count as pointed out

  const watch = (button) => {
    const form = button.form;
    const field = form.elements[button.dataset.coach];
    if (!field) return;
    const place = document.createElement("section");
    place.className = "coach";
    place.setAttribute("aria-label", button.textContent.trim());

    let waiting = null;
    let settling = null;
    let asked = null;
    let shown = "";

    const read = async (deed = {}) => {
      clearTimeout(waiting);
      clearTimeout(settling);
      asked?.abort();
      const words = field.value;
      if (!words.trim() && !Object.keys(deed).length) {
        shown = words;
        place.remove();
        return;
      }
      asked = new AbortController();
      const { signal } = asked;
      const body = new URLSearchParams({ [field.name]: words, ...deed });
      body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      try {
        const answer = await fetch(button.formAction, { method: "POST", body, signal, headers: { "X-Coach": "1" } });
        if (!answer.ok || answer.redirected || signal.aborted || deed.settled) return;
        show(await answer.text(), words);
      } catch {
        // Away, or overtaken by newer words. The words themselves are where they were.
      }
    };

    const show = (html, words) => {
      const says = new DOMParser().parseFromString(html, "text/html").querySelector(".coach-says");
      if (!says || field.value !== words) return;
      const held = place.contains(document.activeElement);
      if (!place.isConnected) field.closest(".field").after(place);
      place.replaceChildren(document.adoptNode(says));
      shown = words;
      if ("words" in says.dataset) {
        shown = field.value = says.dataset.words;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
      if (held) field.focus();
      if (says.dataset.open !== "0") settling = setTimeout(() => read({ settled: "1" }), SETTLED);
    };

    field.addEventListener("input", () => {
      clearTimeout(settling);
      if (field.value === shown) return;
      clearTimeout(waiting);
      waiting = setTimeout(read, PAUSE);
    });
    form.addEventListener("click", (event) => {
      const pressed = event.target.closest("button");
      if (pressed === button) {
        event.preventDefault();
        read();
      } else if (pressed && place.contains(pressed)) {
        event.preventDefault();
        read({ [pressed.name]: pressed.value });
      }
    });
    if (field.value.trim() && field.value !== field.defaultValue) read();
  };

  // Sections that are brought up to date (live.js) come with new buttons.
  const known = new WeakSet();
  const watchAll = () => {
    for (const button of document.querySelectorAll("button[data-coach]")) {
      if (!known.has(button)) watch(button);
      known.add(button);
    }
  };
  watchAll();
  new MutationObserver(watchAll).observe(document.getElementById("main"), { childList: true, subtree: true });
})();
