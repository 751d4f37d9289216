// Keeps an open page of a table up to date: when something happens there, the page is asked for again and what has
// changed is put in place of the old. Without this script a reload does the same.
//   data-problem      on the page's own element: the table to listen to
//   data-live, id     a section that follows
//   data-newest       the newest deed in words, read out to those who do not see the page
"use strict";
(() => {
  const place = document.querySelector("[data-problem]");
  // A page that answers a form holds what was typed and is not the page of its address.
  if (!place || !window.EventSource || "still" in document.documentElement.dataset) return;

  const PAUSE = 120; // milliseconds: deeds that come together are fetched together
  const UNREAD = 1000; // milliseconds in which a button that came under somebody's finger is not taken for pressed
  const region = document.getElementById("live");
  const news = (page) => page.querySelector("[data-newest]")?.dataset.newest ?? "";
  let told = news(document);

  const fields = "textarea, select, input:not([type=hidden])";
  const touched = (field) =>
    field.type === "radio" || field.type === "checkbox" ? field.checked !== field.defaultChecked
      : field.tagName === "SELECT" ? field.selectedIndex !== Math.max(0, [...field.options].findIndex((one) => one.defaultSelected))
        : field.value !== field.defaultValue;

  // Somebody is writing here: leave this section alone until they are done.
  const inUse = (section) =>
    [...section.querySelectorAll(fields)].some((field) => field === document.activeElement || touched(field));

  // What does not make a section different: the hidden keys of forms, new each time; "new", which fades with reading;
  // what the reader opened, and a field that they made larger.
  const looks = (part) =>
    part.outerHTML
      .replace(/<input type="hidden"[^>]*>/g, "")
      .replace(/<span class="quiet">[^<]*<\/span>/g, "")
      .replace(/ class="(new|fresh)"/g, "")
      .replace(/ open=""| style="[^"]*"/g, "");

  // Marks what is new in a section: of lists only the rows that were not there before.
  const mark = (next, old) => {
    const before = new Set([old, ...old.querySelectorAll("*")].map(looks));
    const rows = [...next.querySelectorAll("li, dd, p, h1, h2, blockquote")].filter((part) => !before.has(looks(part)));
    const fresh = rows.filter((part) => !rows.some((other) => other !== part && part.contains(other)));
    for (const part of fresh.length ? fresh : [next]) part.classList.add("fresh");
  };

  const names = (part) => `${part.tagName} ${part.getAttribute("href") ?? part.textContent.trim()}`;

  const swap = (old, next) => {
    const open = [...old.querySelectorAll("details[open]")].map((one) => names(one.querySelector("summary")));
    const focused = old.contains(document.activeElement) ? names(document.activeElement) : "";
    next = document.adoptNode(next);
    mark(next, old);
    old.replaceWith(next);
    for (const summary of next.querySelectorAll("details > summary")) {
      if (open.includes(names(summary))) summary.parentElement.open = true;
    }
    if (focused) [...next.querySelectorAll("a, button, summary")].find((one) => names(one) === focused)?.focus();
    for (const form of next.querySelectorAll("form")) if (!form.querySelector(fields)) put.set(form, performance.now());
  };

  const put = new WeakMap(); // when a button came into the page under the reader's eyes
  addEventListener("submit", (event) => {
    if (performance.now() - (put.get(event.target) ?? -UNREAD) < UNREAD) event.preventDefault();
  }, true);

  const follow = (fresh) => {
    for (const old of document.querySelectorAll("[data-live][id]")) {
      const next = old.isConnected && fresh.getElementById(old.id);
      // Of sections within sections the innermost are put in place, where that is enough.
      if (!next || inUse(old) || looks(old) === looks(next) || onlyInside(old, next)) continue;
      swap(old, next);
    }
    const words = news(fresh);
    if (words && words !== told) region.textContent = words;
    told = words;
  };

  const onlyInside = (old, next) => {
    const inner = [...old.querySelectorAll("[data-live][id]")];
    if (!inner.length || inner.some((one) => !next.querySelector(`#${one.id}`))) return false;
    const [was, is] = [old.cloneNode(true), next.cloneNode(true)];
    for (const one of inner) for (const whole of [was, is]) whole.querySelector(`#${one.id}`)?.replaceChildren();
    return looks(was) === looks(is);
  };

  let waiting = null;
  let asking = false;
  const later = () => { waiting ??= setTimeout(ask, PAUSE); };
  const ask = async () => {
    waiting = null;
    if (asking) return later();
    asking = true;
    try {
      const answer = await fetch(location.href, { headers: { "X-Live": "1" } });
      if (answer.ok && !answer.redirected) {
        follow(new DOMParser().parseFromString(await answer.text(), "text/html"));
      }
    } catch {
      // The network is away; when it is back the stream opens anew, and the page is asked for then.
    } finally {
      asking = false;
    }
  };

  // A browser keeps few connections to one address: only pages that are looked at hold one.
  let stream = null;
  const listen = () => {
    if (stream || document.hidden) return;
    stream = new EventSource(`/problems/${place.dataset.problem}/stream/`);
    stream.addEventListener("message", later);
    stream.addEventListener("open", () => {
      document.documentElement.dataset.listening = "yes";
      later(); // what happened between this page and the stream
    });
  };
  const leave = () => {
    stream?.close();
    stream = null;
    delete document.documentElement.dataset.listening;
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : listen()));
  addEventListener("pagehide", leave);
  addEventListener("pageshow", listen);
  listen();
})();
