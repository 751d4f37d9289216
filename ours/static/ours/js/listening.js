/* The listening pages by keyboard: a suggestion is taken into the question field, single keys lead to the fields.
   Nothing here is needed: every key does what a link or a button on the page does as well. */
"use strict";

const OFF = "ours-keys-off";

function questionField() {
  return document.querySelector(".ask-now textarea, [data-write='ask'] textarea");
}

function take(link) {
  const field = questionField();
  if (!field) return false;
  field.value = link.dataset.take;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
  field.scrollIntoView({ block: "nearest" });
  return true;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-take]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && take(link)) event.preventDefault();
});

function switchKeys() {
  const box = document.querySelector(".by-key");
  if (!box) return;
  const button = box.querySelector("button");
  const on = localStorage.getItem(OFF) === null;
  box.hidden = false;
  document.querySelector(".talk").classList.toggle("keys-on", on);
  button.textContent = on ? button.dataset.keysOff : button.dataset.keysOn;
  button.onclick = () => {
    if (on) localStorage.setItem(OFF, "1");
    else localStorage.removeItem(OFF);
    switchKeys();
  };
}

function focusOn(selector, event) {
  const field = document.querySelector(selector);
  if (!field) return;
  event.preventDefault();
  field.focus();
}

document.addEventListener("keydown", (event) => {
  const field = event.target.closest("textarea, input, select");
  if (field) {
    if (event.key === "Escape") field.blur();
    const asking = field === questionField() && event.key === "Enter" && !event.shiftKey;
    const sending = field.tagName === "TEXTAREA" && event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if ((asking || sending) && !event.isComposing) {
      event.preventDefault();
      field.form.requestSubmit();
    }
    return;
  }
  if (!document.querySelector(".talk.keys-on") || event.ctrlKey || event.metaKey || event.altKey) return;
  const link = [...document.querySelectorAll("a[data-key]")].find((one) => one.dataset.key === event.key);
  if (link) {
    event.preventDefault();
    link.click();
  } else if (event.key === "q") focusOn(".ask-now textarea", event);
  else if (event.key === "a") focusOn(".answer-now textarea", event);
});

switchKeys();

/* When the page is brought up to date (live.js), a talk may have begun or ended on it. */
new MutationObserver(() => {
  const talk = document.querySelector(".talk");
  document.body.classList.toggle("listening", talk !== null);
  if (document.querySelector(".by-key")?.hidden) switchKeys();
}).observe(document.getElementById("main"), { childList: true, subtree: true });

/* In a talk the next field is ready: the answer while a question is in the air, else the question. */
const talk = document.querySelector(".talk");
if (talk && matchMedia("(pointer: fine)").matches && !location.hash) {
  const answer = talk.querySelector(".in-the-air") && talk.querySelector(".answer-now textarea");
  const reworded = talk.querySelector(".advice") && questionField();
  (talk.querySelector(".read-back textarea") || reworded || answer || questionField())?.focus();
}
