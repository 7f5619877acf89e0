// Searches the Pagefind index and shows what is found by vendor, section by section. The address alone says what is
// looked for. Nothing of the index is fetched before a reader searches, and of what is found only what is shown. Filters
// list every record, so of a large book, whose index is in shards, they are fetched only for a search that chooses; the
// other searches there show what fits best, whichever the vendor.
const form = document.querySelector("form.find");
const field = document.querySelector("#_query");
const filterBox = document.querySelector("#_filters");
const status = document.querySelector("#_status");
const results = document.querySelector("#_results");
const advice = document.querySelector("#_try");
const { noun, nouns, text: textNoun, format } = form.dataset;
const root = new URL("../", document.baseURI.replace(/[?#].*$/, ""));
const title = document.title;
const idle = status.textContent;
// Results of a group at first and with each press of its button; groups at first and with each press of theirs.
const FIRST = 3;
const MORE = 20;
const GROUPS = 12;
// Results of a large book where nothing is chosen, at first.
const BEST = 8;
const FILTERS = [noun, "topic", "year"];
// Choices of versions by their names in the address: what they are called, and the filter of the index.
const VERSIONS = {
  newest: [`newest of each ${textNoun}`, "Newest versions"],
  older: ["older ones", "Older versions"],
  all: ["all", undefined],
};
let loading;
let latest = 0;

function made(tag, text, className) {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  if (className) element.className = className;
  return element;
}

function counted(count, one, many) {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
}

// Pagefind's own program; the shards of a large book's index are told to it. Refuses an index of another format.
// `large` is whether there are shards; `usual` names the versions that are looked in where none are chosen.
async function load() {
  // Fetched beside the list of shards; where there is no index, what that list's answer says is told, not this failing.
  const program = import(new URL("pagefind/pagefind.js", root));
  program.catch(() => {});
  const answer = await fetch(new URL("pagefind/shards.json", root));
  if (!answer.ok) throw new Error("there is no search index at its place; “fineprint build” makes it");
  const index = await answer.json();
  if (String(index.format) !== format) {
    throw new Error("the search index is of another build than this page and must be made again with “fineprint build”");
  }
  const engine = await program;
  await engine.options({ excerptLength: 40 });
  await engine.init();
  const add = (shard) => engine.mergeIndex(new URL(`pagefind/${shard}`, root).href, { excerptLength: 40 });
  await Promise.all(index.shards.map(add));
  const large = index.shards.length > 0;
  return { engine, large, usual: large ? "all" : "newest" };
}

// A button that gives way to the filters.
function offerFilters(book) {
  if (!filterBox.hidden || document.querySelector("#_choose")) return;
  const button = made("button", "Choose where to look", "quiet");
  button.type = "button";
  button.id = "_choose";
  button.addEventListener("click", async () => {
    await showFilters(book);
    filterBox.querySelector("select").focus();
  });
  filterBox.before(button);
}

async function showFilters({ engine, usual }) {
  const known = await engine.filters();
  if (!filterBox.hidden) return;
  document.querySelector("#_choose")?.remove();
  for (const name of FILTERS) {
    const values = Object.keys(known[name] ?? {}).sort();
    addFilter(name, [["", "any"], ...values.map((value) => [value, value])]);
  }
  const others = Object.keys(VERSIONS).filter((name) => name !== usual);
  addFilter("version", [["", VERSIONS[usual][0]], ...others.map((name) => [name, VERSIONS[name][0]])]);
  filterBox.hidden = false;
}

function addFilter(name, choices) {
  const label = made("label", `${name[0].toUpperCase()}${name.slice(1)} `);
  const select = made("select");
  select.name = name;
  for (const [value, said] of choices) select.append(new Option(said, value));
  select.addEventListener("change", () => form.requestSubmit());
  label.append(select);
  filterBox.append(label);
}

// What the address asks for, put into the form; a choice that the index does not know is left out.
function fill() {
  const wanted = new URLSearchParams(location.search);
  field.value = wanted.get("q") ?? "";
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

// Whether the address asks for more than words.
function asked() {
  const wanted = new URLSearchParams(location.search);
  return [...FILTERS, "version"].some((name) => wanted.get(name));
}

function chosenFilters() {
  return [...filterBox.querySelectorAll("select")].filter((select) => select.value);
}

async function search() {
  const turn = ++latest;
  results.replaceChildren();
  advice.hidden = true;
  fill();
  document.title = field.value.trim() ? `${field.value.trim()} – ${title}` : title;
  if (!new URLSearchParams(location.search).toString()) {
    status.textContent = idle;
    return;
  }
  status.textContent = "Searching…";
  try {
    const book = await (loading ??= load());
    if (!book.large || asked()) await showFilters(book);
    else offerFilters(book);
    if (turn !== latest) return;
    fill();
    await (book.large && !chosenFilters().length ? answerWithBest : answer)(book, turn);
  } catch (fault) {
    loading = undefined;
    if (turn !== latest) return;
    status.textContent = `Searching does not work here: ${fault.message}.`;
    showAdvice([]);
  }
}

async function answerWithBest({ engine }, turn) {
  const found = (await engine.search(field.value.trim() || null)).results;
  if (turn !== latest) return;
  if (found.length) await addGroup("Closest first", found, ["place", "places"], { first: BEST, named: true });
  else showAdvice([]);
  if (turn !== latest) return;
  status.textContent = found.length ? `Found: ${counted(found.length, "place", "places")}, older versions included. ` : "Nothing found. ";
}

async function answer({ engine, large, usual }, turn) {
  const words = field.value.trim() || null;
  const { q, version, ...chosen } = Object.fromEntries(new FormData(form));
  const filters = Object.fromEntries(Object.entries(chosen).filter(([, value]) => value));
  const policies = (more) => engine.search(words, { filters: { kind: "section", ...filters, ...more } });
  const [, state] = VERSIONS[version || usual];
  const wanted = state ? { version: state } : {};
  const found = await policies(wanted);
  // Questions and topics are of no vendor, year or version.
  const others = { filters: { ...filters, kind: { any: ["question", "topic"] } } };
  const explained = filters[noun] || filters.year || version ? [] : (await engine.search(words, others)).results;
  const older = version || large ? 0 : (await policies({ version: "Older versions" })).results.length;
  if (turn !== latest) return;
  const groups = Object.entries(found.filters[noun] ?? {}).filter(([, count]) => count);
  groups.sort(([one, many], [other, more]) => more - many || one.localeCompare(other));
  const all = [found.results.length, groups.length, explained.length, older];
  if (!found.results.length && !explained.length) {
    tell(...all);
    await adviseWithout(engine, words, turn);
    return;
  }
  if (explained.length) await addGroup("Questions and topics", explained, ["entry", "entries"]);
  const show = async (from) => {
    for (const [name] of groups.slice(from, from + GROUPS)) {
      const mine = await policies({ ...wanted, [noun]: name });
      if (turn !== latest) return;
      await addGroup(name, mine.results, ["section", "sections"]);
    }
    const left = groups.length - from - GROUPS;
    if (left > 0) addMore(results, `Show more of ${counted(left, noun, nouns)}`, () => show(from + GROUPS));
  };
  await show(0);
  if (turn === latest) tell(...all);
}

function tell(sections, vendors, explained, older) {
  const parts = [];
  if (sections) parts.push(`${counted(sections, "section", "sections")} of ${counted(vendors, noun, nouns)}`);
  if (explained) parts.push(counted(explained, "question or topic", "questions and topics"));
  status.textContent = parts.length ? `Found: ${parts.join("; ")}. ` : "Nothing found. ";
  if (older) status.append(link(`${counted(older, "section", "sections")} in older versions`, address({ version: "all" })));
}

function link(text, href) {
  const element = made("a", text);
  element.href = href;
  return element;
}

async function adviseWithout(engine, words, turn) {
  const chosen = chosenFilters();
  const count = words && chosen.length ? (await engine.search(words)).results.length : 0;
  if (turn !== latest) return;
  const none = Object.fromEntries(chosen.map((select) => [select.name, ""]));
  showAdvice(count ? [link(`The same words without a choice of ${chosen.map((select) => select.name).join(", ")}: ${counted(count, "place", "places")}`, address(none))] : []);
}

function showAdvice(links) {
  const list = advice.querySelector("ul");
  for (const old of list.querySelectorAll(".made")) old.remove();
  for (const one of links) {
    const item = made("li", "", "made");
    item.append(one);
    list.prepend(item);
  }
  advice.hidden = false;
}

// `named`: each result is to name its vendor.
async function addGroup(name, found, [one, many], { first = FIRST, named = false } = {}) {
  const part = made("section", "", "found");
  const head = made("h2", `${name} `);
  head.id = `_found-${results.children.length + 1}`;
  head.append(made("span", counted(found.length, one, many), "count"));
  part.setAttribute("aria-labelledby", head.id);
  const list = made("ol", "", "results");
  part.append(head, list);
  results.append(part);
  const show = async (from, most) => {
    const items = await Promise.all(found.slice(from, from + most).map((result) => result.data()));
    const entries = items.map((item) => entry(item, named));
    list.append(...entries);
    const left = found.length - from - most;
    if (left > 0) addMore(part, `Show ${Math.min(MORE, left)} more of ${name}`, () => show(from + most, MORE));
    return entries[0];
  };
  await show(0, found.length === first + 1 ? first + 1 : first);
  return part;
}

// A button that gives way to what it shows; whoever pressed it by key goes on there.
function addMore(place, text, show) {
  const button = made("button", text, "quiet");
  button.type = "button";
  button.addEventListener("click", async () => {
    const before = button.previousElementSibling;
    const first = await show();
    button.remove();
    (first ?? before.nextElementSibling)?.querySelector("a")?.focus();
  });
  place.append(button);
}

function entry(item, named) {
  const row = made("li");
  const vendor = (named && item.filters[noun]) || [];
  const place = made("p", [...vendor, item.meta.place].join(", "), "place");
  const words = made("p");
  // Pagefind marks the words it found and escapes the rest; only its marks are taken over.
  for (const part of new DOMParser().parseFromString(item.excerpt, "text/html").body.childNodes) {
    words.append(part.nodeName === "MARK" ? made("mark", part.textContent) : part.textContent);
  }
  if (!item.content.startsWith(words.textContent)) words.prepend("…\u00a0");
  if (!item.content.endsWith(words.textContent.replace(/^…\u00a0/, ""))) words.append("\u00a0…");
  row.append(link(item.meta.title, new URL(item.meta.address, root)), place, words);
  return row;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const next = address();
  if (next !== location.pathname + location.search) history.pushState(null, "", next);
  search();
});
window.addEventListener("popstate", search);

// Down and up go from the field through what is found and back; Escape goes back to the field, and empties it there.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
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
