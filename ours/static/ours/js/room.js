// One key from anywhere to one's private room, and there the choice of what one came from.
//   data-room-key         on the link to the room: the key r follows it, outside of fields
//   data-room-key-switch  in the room: lets one switch the key off in this browser (WCAG 2.1.4)
//   data-snapshot         the form there
// The table one comes from stands behind the # of the address, which a browser tells no server. Nothing typed is kept.
"use strict";
(() => {
  const KEY = "r";
  const OFF = "ours-room-key-off";
  const link = document.querySelector("[data-room-key]");
  const isOn = () => localStorage.getItem(OFF) === null;

  addEventListener("keydown", (event) => {
    if (!link || event.key !== KEY || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]") || !isOn()) return;
    const table = document.querySelector("[data-problem]")?.dataset.problem;
    location.href = table ? `${link.href}#problem:${table}` : link.href;
  });

  const form = document.querySelector("[data-snapshot]");
  if (!form) return;
  const about = form.elements.about;
  const from = location.hash.slice(1);
  if (!about.value && [...about.options].some((one) => one.value === from)) about.value = from;
  if (!("still" in document.documentElement.dataset)) form.elements.words.focus();

  const place = document.querySelector("[data-room-key-switch]");
  const button = place.querySelector("button");
  const show = () => {
    place.hidden = false;
    button.textContent = isOn() ? button.dataset.off : button.dataset.on;
  };
  button.addEventListener("click", () => {
    if (isOn()) localStorage.setItem(OFF, "1");
    else localStorage.removeItem(OFF);
    show();
  });
  show();
})();
