// Reads a JSON list of texts from standard input with write-good; prints what it cost.
"use strict";
const writeGood = require("write-good");
const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
writeGood("A first text, so that everything is loaded.");
const before = process.cpuUsage();
let found = 0;
for (const text of texts) found += writeGood(text).length;
const used = process.cpuUsage(before);
console.log(JSON.stringify({
  seconds: (used.user + used.system) / 1e6,
  found,
  megabytes: process.resourceUsage().maxRSS / 1024,
}));
