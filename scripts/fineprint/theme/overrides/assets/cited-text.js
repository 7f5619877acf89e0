// What a pasted text cites of the book, read as text/cited.py reads it, and the digest of words. Nothing leaves the page.
const LEAST_WORDS = 4;
const BEHIND = /[.,;:!?'"”’)\]}>*_|]+$/;
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH = "\\b((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6})\\.?";
const BLOCKS = "p, li, blockquote, td, th, h1, h2, h3, h4, h5, h6, dt, dd, pre, figcaption";

const fold = (text) => text.trim().replace(/\s+/g, " ");
const count = (text) => fold(text).split(" ").length;

// What stands in quotation marks or is set off as a quotation; marks within marks belong to the words.
function quotedIn(text, begins) {
  let found = [];
  let depth = 0;
  let start = 0;
  [...text].reduce((at, char) => {
    if (char === "“" && ++depth === 1) start = at + 1;
    else if (char === "”" && depth && !--depth) found.push(text.slice(start, at));
    return at + char.length;
  }, 0);
  if (!found.length) found = [...text.matchAll(/"([^"]+)"/g)].map((match) => match[1]);
  if (!found.length && begins && text.trimStart().startsWith(">")) found = [text.replace(/^\s*> ?/gm, "")];
  return found.map(fold).filter((words) => count(words) >= LEAST_WORDS);
}

// The words of a text fragment that names them whole; a range names only its ends.
function fragmentWords(directive) {
  const parts = directive.replace(/^text=/, "").split(",").filter(Boolean);
  if (parts.length !== 1) return "";
  try {
    const words = decodeURIComponent(parts[0]);
    return count(words) >= LEAST_WORDS ? words : "";
  } catch {
    return "";
  }
}

// The last day that a paragraph names, by which it was surely not written earlier.
function lastDay(text) {
  const day = (year, month, date) => `${year}-${month}-${String(date).padStart(2, "0")}`;
  const number = (name) => String(MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1).padStart(2, "0");
  const found = [
    ...[...text.matchAll(/(?<![\w/-])(\d{4})-(\d\d)-(\d\d)(?![\w/-])/g)].map(([, y, m, d]) => day(y, m, d)),
    ...[...text.matchAll(new RegExp(`\\b(\\d{1,2}) ${MONTH} (\\d{4})\\b`, "g"))].map(([, d, m, y]) => day(y, number(m), d)),
    ...[...text.matchAll(new RegExp(`${MONTH} (\\d{1,2}), (\\d{4})\\b`, "g"))].map(([, m, d, y]) => day(y, number(m), d)),
    ...[...text.matchAll(new RegExp(`\\b(\\d{4}), ${MONTH} (\\d{1,2})\\b`, "g"))].map(([, y, m, d]) => day(y, number(m), d)),
  ];
  const real = found.filter((each) => !Number.isNaN(Date.parse(each)) && new Date(`${each}T00:00Z`).toISOString().startsWith(each));
  return real.sort().at(-1) ?? null;
}

// The addresses below a base in a text's paragraphs, each with the words quoted before it, as citations_in has it.
function citationsIn(paragraphs, base) {
  const escaped = base.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace("https:", "https?:");
  const address = new RegExp(`${escaped}[^\\s<>"“”‹›«»|\\\\^\`{}]*`, "g");
  const made = [];
  let waiting = [];
  for (const block of paragraphs) {
    let at = 0;
    const mine = made.length;
    for (const found of block.matchAll(address)) {
      waiting.push(...quotedIn(block.slice(at, found.index), !at));
      const [link, directive = ""] = found[0].replace(BEHIND, "").split(":~:");
      const words = fragmentWords(directive);
      if (words) waiting.push(words);
      made.push({ address: link.replace(/#+$/, ""), quotes: [...new Set(waiting)], sha256: null, day: null });
      waiting = [];
      at = found.index + found[0].length;
    }
    const rest = quotedIn(block.slice(at), !at);
    if (made.length === mine) {
      waiting = rest;
      continue;
    }
    const day = lastDay(block);
    for (const each of made.slice(mine)) each.day = day;
    const last = made.at(-1);
    last.quotes = [...new Set([...last.quotes, ...rest])];
    last.sha256 = block.match(/\b[0-9a-f]{64}\b/g)?.at(-1) ?? null;
  }
  return made;
}

// Paragraphs of a plain text or of Markdown, with links written out and each note behind the paragraph that calls it.
function paragraphsOf(text) {
  const links = text.replace(/\]\(<?([^)\s>]+)>?\)/g, "] <$1>");
  const found = links.replaceAll("\r\n", "\n").split(/\n\s*\n/).filter((each) => each.trim());
  const markdown = found.some((each) => /^\[\^[^\]\s]+\]:/.test(each));
  const plain = (each) => (markdown ? each.replace(/\\([!-/:-@[-`{-~])/g, "$1").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&") : each);
  const notes = new Map();
  for (const each of found) {
    const note = each.match(/^\[\^([^\]\s]+)\]:\s*/);
    if (note) notes.set(note[1], plain(each.slice(note[0].length)));
  }
  return found.filter((each) => !/^\[\^[^\]\s]+\]:/.test(each)).flatMap((each) => [
    plain(each),
    ...[...each.matchAll(/\[\^([^\]\s]+)\]/g)].map((call) => notes.get(call[1])).filter(Boolean),
  ]);
}

// Rich text as plain paragraphs: links written out, quotations in marks, and notes behind the paragraphs that call them.
function plainOf(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const node of page.querySelectorAll("script, style, template, title")) node.remove();
  const blocks = [...page.querySelectorAll(BLOCKS)].filter((node) => !node.querySelector(BLOCKS));
  const place = new Map(blocks.map((node, position) => [node, position]));
  const behind = new Map();
  for (const link of page.querySelectorAll("a[href*='#']")) {
    const name = link.getAttribute("href").replace(/^[^#]*#/, "");
    const target = page.getElementById(name) ?? page.getElementsByName(name)[0];
    const [from, to] = [link.closest(BLOCKS), target?.closest(BLOCKS) ?? target?.querySelector(BLOCKS)];
    if (to && from && place.get(to) > place.get(from)) behind.set(from, [...(behind.get(from) ?? []), to]);
    if (target) link.removeAttribute("href");
  }
  for (const link of page.querySelectorAll("a[href]")) link.after(` <${link.getAttribute("href")}> `);
  for (const quote of page.querySelectorAll("blockquote")) {
    if (!quote.querySelector("blockquote, q") && !quote.textContent.includes("“")) for (const part of quote.querySelectorAll("p").length ? quote.querySelectorAll("p") : [quote]) part.prepend("“"), part.append("”");
  }
  const notes = new Set([...behind.values()].flat());
  const said = (node) => fold(node.textContent);
  const text = blocks.filter((node) => !notes.has(node)).flatMap((node) => [said(node), ...(behind.get(node) ?? []).map(said)]);
  return (text.length ? text : [fold(page.body.textContent)]).filter(Boolean).join("\n\n");
}

// SHA-256 (FIPS 180-4), since a page that is opened from a disk has no crypto.subtle.
const primes = [];
for (let n = 2; primes.length < 64; n += 1) if (primes.every((prime) => n % prime)) primes.push(n);
const root = (n, power) => ((n ** power % 1) * 2 ** 32) | 0;
const K = primes.map((prime) => root(prime, 1 / 3));

function sha256(text) {
  const bytes = new TextEncoder().encode(text);
  const size = ((bytes.length + 8) >> 6) * 16 + 16;
  const words = new Int32Array(size);
  bytes.forEach((byte, at) => (words[at >> 2] |= byte << (24 - (at % 4) * 8)));
  words[bytes.length >> 2] |= 0x80 << (24 - (bytes.length % 4) * 8);
  words[size - 1] = bytes.length * 8;
  const hash = primes.slice(0, 8).map((prime) => root(prime, 1 / 2));
  const turn = (x, by) => (x >>> by) | (x << (32 - by));
  const w = new Int32Array(64);
  for (let block = 0; block < size; block += 16) {
    let [a, b, c, d, e, f, g, h] = hash;
    for (let i = 0; i < 64; i += 1) {
      if (i < 16) w[i] = words[block + i];
      else {
        const [x, y] = [w[i - 15], w[i - 2]];
        w[i] = w[i - 16] + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + w[i - 7] + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10));
      }
      const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((value, at) => (hash[at] = (hash[at] + value) | 0));
  }
  return hash.map((value) => (value >>> 0).toString(16).padStart(8, "0")).join("");
}

globalThis.fineprintCited = { citationsIn, fold, paragraphsOf, plainOf, sha256 };
