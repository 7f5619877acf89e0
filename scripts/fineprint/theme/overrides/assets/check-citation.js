// Check a citation: a link, a reference or a whole brief is read here, and compared with the book's own data files.
// Nothing is sent anywhere. What does not hold is said not to match; who erred, if anybody, is not for this page to say.
const { citationsIn, fold, paragraphsOf, plainOf, sha256 } = globalThis.fineprintCited;
const form = document.querySelector("#_check");
const field = form.querySelector("textarea");
const out = document.querySelector("#_checked");
const status = document.querySelector("#_check-status");
const root = new URL(form.dataset.root, document.baseURI);

const PASSAGES = {
  unchanged: "has the passage unchanged",
  moved: "has the passage in another place, word for word",
  reworded: "has the passage reworded",
  "moved-reworded": "has the passage in another place, reworded",
  gone: "no longer has the passage",
};

const known = new Map();
function data(path) {
  if (!known.has(path)) {
    const load = async () => {
      const answer = await fetch(new URL(path, root));
      if (!answer.ok) throw new Error(answer.statusText);
      return answer.json();
    };
    known.set(path, load());
    known.get(path).catch(() => known.delete(path));
  }
  return known.get(path);
}

function written(day) {
  const [year, month, date] = day.slice(0, 10).split("-").map(Number);
  return new Date(Date.UTC(year, month - 1, date)).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}

// Where a published path stands now, as core/redirects.py finds it; null if it has not moved.
function movedTo(moved, path) {
  if (path in moved) return moved[path];
  const [page, fragment] = path.split("#");
  const parts = page.replace(/\/$/, "").split("/");
  for (let size = parts.length - (fragment === undefined ? 1 : 0); size > 0; size -= 1) {
    const old = `${parts.slice(0, size).join("/")}/`;
    if (old in moved && !moved[old].includes("#")) return moved[old] + page.slice(old.length) + (fragment === undefined ? "" : `#${fragment}`);
  }
  return null;
}

const within = (address, above) => address === above || address.startsWith(`${above}.`);

// The words at a fragment, or null: of a heading, a clause, an item, or of a section without a heading.
function wordsAt(version, fragment) {
  const whole = version.passages.find(([address]) => address === fragment);
  if (whole) return whole[1];
  for (const [address, words, items = []] of version.passages) {
    const below = items.filter(([item]) => within(item, fragment));
    if (within(fragment, address) && below.length) return words.slice(below[0][1], below.at(-1)[2]);
  }
  const clauses = version.passages.filter(([address]) => within(address, fragment));
  return clauses.length ? clauses.map(([, words]) => words).join(" ") : null;
}

// The address of the smallest thing that holds a stretch of a passage.
function holding([address, , items = []], start, end) {
  const across = items.filter((item) => item[1] < end && start < item[2]);
  return across.length === 1 ? across[0][0] : address;
}

function standsAt(version, quote) {
  const found = [];
  for (const passage of version.passages) {
    for (let start = passage[1].indexOf(quote); start >= 0; start = passage[1].indexOf(quote, start + 1)) {
      const [before, after] = [passage[1][start - 1] ?? " ", passage[1][start + quote.length] ?? " "];
      const cut = (edge, inner) => /[\p{L}\p{N}]/u.test(edge) && /[\p{L}\p{N}]/u.test(inner);
      if (!cut(before, quote[0]) && !cut(after, quote.at(-1))) found.push(holding(passage, start, start + quote.length));
    }
  }
  return found;
}

// The passage that shares most words with a quote, if it shares half of them.
function nearest(version, quote) {
  const wanted = new Set(quote.toLowerCase().split(" "));
  const scored = version.passages.map((passage) => [new Set(passage[1].toLowerCase().split(" ")), passage]);
  const [best] = scored.map(([words, passage]) => [[...wanted].filter((word) => words.has(word)).length, passage]).sort((a, b) => b[0] - a[0]);
  return best && best[0] * 2 >= wanted.size ? best[1] : null;
}

const make = (tag, className, ...children) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
};

// A link to an address of the book, in this copy of the site.
function link(book, address, words = address) {
  const made = make("a", "", words);
  const path = address.slice(book.base.length);
  // From a disk a browser opens no folder.
  made.href = new URL(location.protocol === "file:" ? path.replace(/(^|\/)(?=#|$)/, "$1index.html") : path, root);
  return made;
}

function namesSomething(version, quote) {
  const bare = quote.replace(/[.,;]+$/, "");
  const names = [version.title, ...version.passages.filter(([address]) => !address.includes(".")).map(([, words]) => words)];
  return names.includes(bare) || Object.values(version.answers).some(([asked]) => quote.startsWith(asked));
}

function quoteLine(book, version, quote, own) {
  const places = standsAt(version, quote);
  const begun = quote.length <= 80 ? quote : `${quote.slice(0, 79)}…`;
  const at = (address) => `${version.address}#${address}`;
  if (places.some((place) => !own || within(place, own) || within(own, place))) return [true, make("li", "", `“${begun}” matches the text.`), places];
  if (places.length) return [true, make("li", "", `“${begun}” stands in the text at another place: `, link(book, at(places[0])), "."), places];
  const near = nearest(version, quote);
  const more = near ? [" The nearest passage, ", link(book, at(near[0])), `, is: “${near[1]}”`] : [" Nothing in the text comes near these words."];
  return [false, make("li", "differs", `“${begun}” does not match.`, ...more), near ? [near[0]] : []];
}

// What became of one citation: whether it holds, and lines that say so.
async function check(book, citation) {
  const lines = [];
  const say = (...parts) => lines.push(make("li", "", ...parts));
  let path = citation.address.replace(/^http:/, "https:").slice(book.base.length);
  try {
    path = decodeURIComponent(path);
  } catch {
    // An address that is cut short is none of the book's.
  }
  const target = movedTo(book.moved, path);
  const [place, fragment = ""] = (target ?? path).split("#");
  const bare = place.replace(/(index\.html|policy\.txt|cite\.\w+)$/, "");
  const page = !bare || bare.endsWith("/") ? bare : `${bare}/`;
  if (target) say("Has moved to ", link(book, book.base + target), ".");
  if (!book.versions.includes(page)) {
    if (book.pages.includes(page)) say(target ? "Resolves there. " : "Resolves. ", "It is a page of the book that changes with it, so no words were compared.");
    else say(book.gone.includes(page) ? "Was published and is no longer in the book." : "Is no address of this book.");
    return [!target && book.pages.includes(page), lines];
  }
  const version = await data(`${page}check.json`);
  let [holds, own] = [!target, ""];
  if (fragment && !fragment.startsWith("_")) {
    own = wordsAt(version, fragment) === null ? (version.aliases[fragment] ?? "") : fragment;
    if (!own || wordsAt(version, own) === null) {
      say(fragment in version.published ? "Was published and is no longer in the book." : "Is no address of this text.");
      return [false, lines];
    }
    if (own !== fragment) {
      holds = false;
      say("Has moved to ", link(book, `${version.address}#${own}`), ".");
    } else if (fragment in version.published) {
      const same = sha256(wordsAt(version, fragment).normalize("NFC")).startsWith(version.published[fragment]);
      holds &&= same;
      say(same ? "Resolves, and the words there are those published." : "Resolves, but the words there do not match those published.");
    } else say("Resolves.");
  } else if (fragment && fragment !== "_cite" && !(fragment.slice(1) in version.answers)) say("The text resolves; it has no answer of this name.");
  else say("Resolves.");
  say(`${version.author}: ${version.title}, ${version.dated}.`);
  if (citation.sha256) {
    const same = citation.sha256 === version.sha256;
    holds &&= same;
    say(`The SHA-256 named ${same ? "matches" : "does not match"} the stored text.`);
  }
  const quoted = citation.quotes.filter((quote) => !namesSomething(version, quote)).map((quote) => quoteLine(book, version, quote, own));
  for (const [same, line] of quoted) {
    holds &&= same;
    lines.push(line);
  }
  const answer = version.answers[fragment.slice(1)];
  if (fragment.startsWith("_") && answer) {
    const [, value, reviewed, history] = answer;
    say(`The answer is “${value}”, reviewed on ${written(reviewed)}.`);
    for (const [past, until] of history) say(`Until ${written(until)} the answer was “${past}”.`);
    if (citation.day && history.some(([, until]) => until > citation.day)) {
      holds = false;
      say(`It has changed since ${written(citation.day)}.`);
    }
  }
  if (version.newer) {
    const { date, address, redline, since } = version.newer;
    const places = own ? [own] : quoted.flatMap(([, , stands]) => stands.slice(0, 1));
    const outcome = places.map((each) => since[each] ?? "unchanged").find((each) => each !== "unchanged") ?? "unchanged";
    if (places.length && outcome !== "unchanged") holds = false;
    say("The newer version of ", link(book, address, written(date)), places.length ? ` ${PASSAGES[outcome]}` : " is kept as well", ": ", link(book, redline, "what changed"), ".");
  }
  return [holds, lines];
}

async function run() {
  out.replaceChildren();
  status.textContent = "Checking…";
  let book;
  try {
    book = await data("about/check-a-citation/addresses.json");
  } catch {
    status.textContent = "The book’s data could not be loaded. Try again when the site can be reached.";
    return;
  }
  // A link as this copy of the site has it stands for the permanent one.
  const text = field.value.replaceAll(root.href, book.base).replaceAll(/\/index\.html(?=[#\s]|$)/g, "/");
  const citations = citationsIn(paragraphsOf(text), book.base);
  if (!citations.length) {
    status.textContent = `No address of ${book.title} stands in this text. Its addresses begin with ${book.base}`;
    return;
  }
  let holding = 0;
  const items = [];
  for (const citation of citations) {
    let result;
    try {
      result = await check(book, citation);
    } catch {
      result = [false, [make("li", "", "Could not be checked, since its data could not be loaded.")]];
    }
    const [holds, lines] = result;
    holding += holds;
    const head = make("p", "checked-head", make("strong", "", holds ? "Holds" : "To look at"), " ", link(book, citation.address));
    items.push(make("li", "", head, make("ul", "", ...lines)));
  }
  out.replaceChildren(make("ol", "checked", ...items));
  status.textContent = `${citations.length} ${citations.length === 1 ? "citation" : "citations"}: ${holding} ${holding === 1 ? "holds" : "hold"}, ${citations.length - holding} to look at.`;
}

field.addEventListener("paste", (event) => {
  const html = event.clipboardData?.getData("text/html");
  if (!html) return;
  event.preventDefault();
  field.setRangeText(plainOf(html), field.selectionStart, field.selectionEnd, "end");
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
const asked = new URLSearchParams(location.search).get("address");
if (asked && fold(asked)) {
  field.value = asked;
  run();
}
