// What would run, or leads to a script, or loads from elsewhere, on the page as it stands: found without waiting for it.
() => {
  const leading = "href src action formaction data poster background xlink:href srcdoc ping cite manifest lowsrc srcset";
  const script = /^[\s\u0000-\u0020]*(javascript|data|vbscript|blob|file):/i;
  const elsewhere = /^\s*([a-z]+:)?[\\/]{2}evil/i;
  const own = /^\/static\/ours\/|^\/problems\/|^\/tray\//;
  const found = [];
  for (const one of document.querySelectorAll("*"))
    for (const { name, value } of one.attributes) {
      // A mail may link to anywhere, with these words and no others.
      const link = name === "href" && one.rel === "noopener noreferrer nofollow" && !script.test(value);
      const leads = leading.split(" ").includes(name.toLowerCase()) && (script.test(value) || elsewhere.test(value));
      if (/^on/i.test(name) || name === "srcdoc" || (leads && !link)) found.push(`${one.tagName} ${name}=${value}`);
    }
  for (const one of document.querySelectorAll("script, iframe, frame, object, embed, applet, base, style, link, meta[http-equiv]")) {
    const from = one.getAttribute("src") || one.getAttribute("href") || "";
    const base = one.tagName === "BASE" && one.target === "_blank" && !from;
    if (!own.test(from) && !base) found.push(one.outerHTML.slice(0, 200));
  }
  return found;
};
