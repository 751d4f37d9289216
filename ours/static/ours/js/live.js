// Keeps an open table up to date: when something happens there, the page is asked for again and the sections that
// changed are put in place of the old ones. Without this script a reload does the same.
"use strict";
(() => {
  const place = document.querySelector("[data-problem]");
  if (!place || !window.EventSource) return;

  // Somebody is writing here: leave this section alone until they are done.
  const inUse = (section) =>
    section.contains(document.activeElement) && document.activeElement.matches("input, textarea, select") ||
    [...section.querySelectorAll("textarea, input:not([type=hidden])")].some((field) => field.value !== field.defaultValue);

  // The hidden keys of forms are new each time and do not make a section different.
  const looks = (section) => section.innerHTML.replace(/<input type="hidden"[^>]*>/g, "");

  const openDisclosures = (section) => [...section.querySelectorAll("details[id][open]")].map((one) => one.id);

  const swap = (fresh) => {
    let changed = 0;
    for (const old of document.querySelectorAll("[data-live][id]")) {
      const next = fresh.getElementById(old.id);
      if (!next || inUse(old) || looks(old) === looks(next)) continue;
      const open = openDisclosures(old);
      old.replaceWith(document.adoptNode(next));
      for (const id of open) document.getElementById(id)?.setAttribute("open", "");
      next.classList.add("just-changed");
      changed += 1;
    }
    return changed;
  };

  let waiting = null;
  let asking = false;
  const ask = async () => {
    waiting = null;
    if (asking) return later();
    asking = true;
    try {
      const answer = await fetch(location.href, { headers: { "X-Live": "1" }, credentials: "same-origin" });
      if (!answer.ok || answer.redirected) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (swap(fresh)) {
        const words = fresh.querySelector("[data-newest]")?.textContent.trim();
        const region = document.getElementById("live");
        if (words && region) region.textContent = words;
      }
    } finally {
      asking = false;
    }
  };
  const later = () => { waiting ??= setTimeout(ask, 120); };

  const stream = new EventSource(`/problems/${place.dataset.problem}/stream/`);
  stream.addEventListener("message", later);
  stream.addEventListener("open", () => { document.documentElement.dataset.listening = "yes"; });
  addEventListener("pagehide", () => stream.close());
})();
