// The search page: reads the query, shows what is found of the book's own words and of the texts, and says what is in no
// text. The address alone says what is looked for. Nothing of the index is fetched before a reader searches.
import { openBook } from "./search-book.js";
import { absence, excerpt, link, listed, made, spelled, worth } from "./search-show.js";
import { openTexts } from "./search-texts.js";
import { openWords } from "./search-words.js";
import { understand } from "./search-query.js";
import { suggestions } from "./search-suggest.js";

const form = document.querySelector("form.find");
const field = document.querySelector("#_query");
const filterBox = document.querySelector("#_filters");
const status = document.querySelector("#_status");
const results = document.querySelector("#_results");
const advice = document.querySelector("#_try");
const root = new URL("../", document.baseURI.replace(/[?#].*$/, ""));
const title = document.title;
const idle = status.textContent;
// Results at first and with each press of their button; of the book's own words at first.
const FIRST = 8;
const MORE = 20;
const OWN = 3;
// Milliseconds after the last key until a search begins.
const PAUSE = 250;
const VERSIONS = { "": "newest ones", older: "older ones", all: "all" };
const KINDS = { question: "Question", finding: "Finding", topic: "Topic", document: "Document referred to", glossary: "Glossary" };
let loading;
let latest = 0;

async function fetched(path, missing) {
  const answer = await fetch(new URL(path, root));
  if (!answer.ok) throw new Error(missing);
  return answer.json();
}

// The index and the book's own words. Refuses an index of another format.
async function load() {
  const missing = "there is no search index at its place; “fineprint build” makes it";
  const [index, facts] = await Promise.all([fetched("pagefind/index.json", missing), fetched("search/book.json", missing)]);
  if (String(index.format) !== form.dataset.format) {
    throw new Error("the search index is of another build than this page and must be made again with “fineprint build”");
  }
  const folder = new URL("pagefind/", root);
  const words = openWords(folder, index);
  const texts = openTexts(folder, index);
  const vendors = new Map(facts.vendors.map(([id, , name]) => [id, name]));
  const versions = index.versions.map(([vendor, document, date, language, newest, first, count]) => ({
    vendor, date, newest: Boolean(newest), first, count, language, name: vendors.get(vendor) ?? vendor,
    label: `${facts.documents[document] ?? document} of ${spelled(date)}`, address: `${facts.path}/${vendor}/${document}/${date}/`,
  }));
  return { index, facts, words, texts, versions, own: openBook(facts, words), answers: new Map() };
}

function addFilters({ facts, versions }) {
  if (!filterBox.hidden) return;
  const named = [...new Map(versions.map(({ vendor, name }) => [vendor, name]))].sort((one, other) => one[1].localeCompare(other[1]));
  addFilter(facts.labels[0], "vendor", [["", "any"], ...named]);
  addFilter("topic", "topic", [["", "any"], ...Object.entries(facts.topics)]);
  addFilter("year", "year", [["", "any"], ...[...new Set(versions.map(({ date }) => date.slice(0, 4)))].sort().map((year) => [year, year])]);
  addFilter("version", "version", Object.entries(VERSIONS));
  filterBox.hidden = false;
}

function addFilter(text, name, choices) {
  const label = made("label", `${text[0].toUpperCase()}${text.slice(1)} `);
  const select = made("select");
  select.name = name;
  for (const [value, said] of choices) select.append(new Option(said, value));
  select.addEventListener("change", () => form.requestSubmit());
  label.append(select);
  filterBox.append(label);
}

// What the address asks for, put into the form; a choice that there is not is left out.
function fill() {
  const wanted = new URLSearchParams(location.search);
  if (document.activeElement !== field || !field.value.trim()) field.value = wanted.get("q") ?? "";
  for (const select of filterBox.querySelectorAll("select")) {
    const value = wanted.get(select.name) ?? "";
    select.value = [...select.options].some((option) => option.value === value) ? value : "";
  }
}

// The form as it stands in an address, without what is not chosen.
function address(changes = {}) {
  const chosen = { ...Object.fromEntries(new FormData(form)), ...changes };
  const wanted = new URLSearchParams(Object.entries(chosen).filter(([, value]) => value.trim()));
  return `${location.pathname}${wanted.size ? `?${wanted}` : ""}`;
}

async function search() {
  const turn = ++latest;
  fill();
  const query = new URLSearchParams(location.search).get("q")?.trim() ?? "";
  document.title = query ? `${query} – ${title}` : title;
  if (!location.search) {
    results.replaceChildren();
    status.textContent = idle;
    delete results.dataset.of;
    return;
  }
  status.textContent = "Searching…";
  try {
    const book = await (loading ??= load());
    if (turn !== latest) return;
    addFilters(book);
    fill();
    const read = new URLSearchParams(location.search).get("read");
    const asked = await understand(book, query, { ...Object.fromEntries(new FormData(form)), read });
    const parts = await shownParts(book, asked);
    if (turn !== latest) return;
    advice.hidden = Boolean(parts.results.length);
    status.replaceChildren(...parts.said.map((words) => (words instanceof Node ? words : made("p", words))));
    results.replaceChildren(...parts.results);
    results.dataset.of = query;
    performance.mark("results");
  } catch (fault) {
    loading = undefined;
    if (turn !== latest) return;
    results.replaceChildren();
    status.textContent = `Searching does not work here: ${fault.message}.`;
    results.dataset.of = query;
    advice.hidden = false;
  }
}

// What is said and what is shown for a query.
async function shownParts(book, asked) {
  const { facts } = book;
  const [own, sections] = await Promise.all([ownWords(book, asked), inTexts(book, asked)]);
  const said = [...asked.said];
  const parts = [];
  const count = asked.sections.size;
  const vendors = new Set([...asked.sections].map((number) => book.versions[book.texts.versionOf(number)].vendor)).size;
  if (count) parts.push(`${listed(count, "section", "sections")} of ${listed(vendors, facts.labels[0], facts.labels[1])}`);
  if (own.count) parts.push(`${listed(own.count, "entry", "entries")} of the book`);
  if (parts.length) said.push(`Found: ${parts.join("; ")}.`);
  else if (!asked.absent.length && !asked.older) said.push("Nothing found.");
  if (asked.unread) {
    const more = made("p");
    more.append(link(`Read all ${listed(asked.unread, "section", "sections")} with its words`, address({ read: "all" })));
    said.push(more);
  }
  if (asked.older) {
    const more = made("p");
    more.append(link(`${count ? "" : "Only "}${listed(asked.older, "section", "sections")} in older versions`, address({ version: "all" })));
    said.push(more);
  }
  if (asked.without) {
    const more = made("p");
    const none = Object.fromEntries([...filterBox.querySelectorAll("select")].map((select) => [select.name, ""]));
    more.append(link(`The same words without a choice: ${listed(asked.without, "section", "sections")}`, address(none)));
    said.push(more);
  }
  const proof = asked.absent.length || asked.missing.length ? [absence(book, asked, new URL(location.href))] : [];
  // Where no text has the words, that is the answer, and what else the book says comes after it.
  const first = asked.absent.some(({ corrected }) => !corrected);
  // Whoever asks for words in a row wants the texts.
  const all = asked.phrases.length ? [...sections, ...own.parts] : [...own.parts, ...sections];
  return { said, results: first ? [...proof, ...all] : [...all, ...proof] };
}

async function ownWords(book, asked) {
  const rows = [];
  const found = asked.filtered ? [] : asked.own;
  if (asked.vendor && !asked.filtered) {
    const { id, title: name } = asked.vendor;
    if (!book.answers.has(id)) book.answers.set(id, fetched(`search/answers/${id}.json`, "the answers are missing").catch(() => ({})));
    const answers = await book.answers.get(id);
    if (!found.length || asked.vendorAlone) rows.push(row(book.facts.labels[0], name, asked.vendor.address));
    for (const { entry } of found.filter(({ entry: { kind } }) => kind === "question").slice(0, 3)) {
      const question = entry.address.split("/")[1];
      const [value, sentence] = answers[question] ?? [];
      if (value) rows.push(row(`Answer: ${value}`, `${name}: ${entry.title}`, `questions/${question}/#${id}`, sentence, true));
    }
  }
  for (const { entry } of found) {
    if (entry === asked.vendor) continue;
    rows.push(row(KINDS[entry.kind] ?? book.facts.labels[0], entry.title, entry.address, entry.says));
  }
  if (!rows.length) return { count: 0, parts: [] };
  const group = section("Questions, answers and more", "_own");
  addRows(group, rows, OWN, "of these");
  return { count: rows.length, parts: [group] };
}

async function inTexts(book, asked) {
  const few = asked.sections.size <= FIRST;
  const order = few ? await byWorth(book, asked) : await book.texts.inOrder(asked.sections, asked.terms);
  if (asked.vendor) order.sort((one, other) => ofVendor(book, other, asked.vendor) - ofVendor(book, one, asked.vendor));
  if (!order.length) return [];
  const group = section(asked.heading ?? `In the ${book.facts.labels[3]}`, "_texts");
  const list = made("ol", "", "results");
  group.append(list);
  const show = async (from, most) => {
    const items = await Promise.all(order.slice(from, from + most).map((number) => book.texts.read(number)));
    const entries = items.map((item) => textRow(book, asked, item));
    list.append(...entries);
    if (order.length > from + most) addMore(group, order.length - from - most, () => show(from + most, MORE));
    return entries[0];
  };
  await show(0, order.length === FIRST + 1 ? FIRST + 1 : FIRST);
  return [group];
}

// So few that all are shown are read and put in order by what they hold.
async function byWorth(book, asked) {
  const read = await Promise.all([...asked.sections].map((number) => book.texts.read(number)));
  const valued = read.map((item) => ({ number: item.number, value: worth(book.words, asked, item) }));
  return valued.sort((one, other) => other.value - one.value || one.number - other.number).map(({ number }) => number);
}

const ofVendor = (book, number, vendor) => Number(book.versions[book.texts.versionOf(number)].vendor === vendor.id);

function textRow(book, asked, item) {
  const version = book.versions[item.version];
  const { clause, words } = excerpt(book.words, asked, item, version.language);
  const place = `${version.name}, ${version.label}${version.newest ? "" : ", an older version"}`;
  const one = row(place, item.title, `${version.address}#${item.section}`);
  one.querySelector("a").lang = version.language;
  if (words) one.append(words);
  if (clause) {
    const to = link("in context", new URL(`${version.address}#${clause}`, root));
    to.className = "to-words";
    one.lastElementChild.append(" ", to);
  }
  return one;
}

function row(place, text, path, says = "", quoted = false) {
  const one = made("li");
  one.append(link(text, new URL(path, root)), made("p", place, "place"));
  if (says) one.append(made(quoted ? "q" : "p", says));
  return one;
}

function section(text, id) {
  const part = made("section", "", "found");
  const head = made("h2", text);
  head.id = id;
  part.setAttribute("aria-labelledby", id);
  part.append(head);
  return part;
}

function addRows(group, rows, first, name) {
  const list = made("ol", "", "results");
  list.append(...rows.slice(0, first));
  group.append(list);
  if (rows.length > first) {
    addMore(group, rows.length - first, () => {
      list.append(...rows.slice(first));
      return rows[first];
    }, name);
  }
}

// A button that gives way to what it shows; whoever pressed it by key goes on there.
function addMore(group, left, show, name = "sections") {
  const button = made("button", `Show ${Math.min(MORE, left)} more ${name}`, "quiet");
  button.type = "button";
  button.addEventListener("click", async () => {
    const first = await show();
    button.remove();
    first?.querySelector("a")?.focus();
  });
  group.append(button);
}

function go(push) {
  const next = address();
  if (next === location.pathname + location.search) return push ? search() : undefined;
  history[push ? "pushState" : "replaceState"](null, "", next);
  return search();
}

let waiting;
field.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => go(false), PAUSE);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  go(true);
});
window.addEventListener("popstate", () => {
  field.blur();
  field.value = "";
  search();
});
suggestions({ field, load: () => (loading ??= load()), form });

// Down and up go from the field through what is found and back; Escape goes back to the field, and empties it there.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  const at = document.activeElement;
  if (at !== field && !results.contains(at)) return;
  if (event.key === "Escape") {
    event.preventDefault();
    if (at === field) field.value = "";
    else field.focus();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const stops = [field, ...results.querySelectorAll("a, button")];
    const next = stops[stops.indexOf(at) + (event.key === "ArrowDown" ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
});

search();
if (!location.search) field.focus();
