// A code and a way in work once: the second click of a double click must not stop the first one's answer from coming.
"use strict";
(() => {
  const SOON = 5000; // milliseconds; later it is meant
  const sent = new WeakSet();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (sent.has(form)) event.preventDefault();
    sent.add(form);
    setTimeout(() => sent.delete(form), SOON);
  });
})();
