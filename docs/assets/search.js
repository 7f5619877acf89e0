// Searches the Pagefind index. Nothing of it is fetched before a reader searches.
const form = document.querySelector("form.find");
const field = document.querySelector("#_query");
const filterBox = document.querySelector("#_filters");
const status = document.querySelector("#_status");
const list = document.querySelector("#_results");
const root = new URL("../", document.baseURI.replace(/[?#].*$/, ""));
const PAGE = 20;
let engine;
let latest = 0;

async function load() {
  if (!engine) {
    engine = await import(new URL("pagefind/pagefind.js", root));
    await engine.options({ excerptLength: 40 });
    await engine.init();
    await addShards();
    await showFilters();
  }
  return engine;
}

// The index of a large book lies in several folders, each with a part of the vendors.
async function addShards() {
  const shards = await (await fetch(new URL("pagefind/shards.json", root))).json();
  const add = (shard) => engine.mergeIndex(new URL(`pagefind/${shard}`, root).href, { excerptLength: 40 });
  await Promise.all(shards.map(add));
}

async function showFilters() {
  const wanted = new URLSearchParams(location.search);
  const filters = await engine.filters();
  for (const [name, values] of Object.entries(filters).sort()) {
    const label = document.createElement("label");
    label.textContent = name[0].toUpperCase() + name.slice(1) + " ";
    const select = document.createElement("select");
    select.name = name;
    select.append(new Option("any", ""));
    for (const value of Object.keys(values).sort()) select.append(new Option(value, value));
    select.value = values[wanted.get(name)] === undefined ? "" : wanted.get(name);
    select.addEventListener("change", () => form.requestSubmit());
    label.append(select);
    filterBox.append(label);
  }
  filterBox.hidden = false;
}

function chosen() {
  const filters = {};
  for (const select of filterBox.querySelectorAll("select")) if (select.value) filters[select.name] = select.value;
  return filters;
}

async function search() {
  const turn = ++latest;
  const words = field.value.trim();
  status.textContent = "Searching…";
  const found = await (await load()).search(words || null, { filters: chosen() });
  if (turn !== latest) return;
  list.replaceChildren();
  const count = found.results.length;
  status.textContent =
    count === 0
      ? "Nothing found. Try fewer or other words, the singular, or no filter."
      : `${count} ${count === 1 ? "place" : "places"} found.`;
  await show(found.results, 0, turn);
}

async function show(results, from, turn) {
  const items = await Promise.all(results.slice(from, from + PAGE).map((result) => result.data()));
  if (turn !== latest) return;
  for (const item of items) list.append(entry(item));
  if (results.length > from + PAGE) {
    const more = document.createElement("button");
    more.type = "button";
    more.textContent = `Show ${Math.min(PAGE, results.length - from - PAGE)} more`;
    more.addEventListener("click", () => {
      more.parentElement.remove();
      show(results, from + PAGE, turn);
    });
    const row = document.createElement("li");
    row.className = "more";
    row.append(more);
    list.append(row);
  }
}

function entry(item) {
  const row = document.createElement("li");
  const link = document.createElement("a");
  link.href = new URL(item.meta.address, root);
  link.textContent = item.meta.title;
  const place = document.createElement("p");
  place.className = "place";
  place.textContent = item.meta.place;
  const words = document.createElement("p");
  // Pagefind marks the words it found and escapes the rest; only its marks are taken over.
  const parts = new DOMParser().parseFromString(item.excerpt, "text/html").body.childNodes;
  for (const part of parts) {
    const node = part.nodeName === "MARK" ? document.createElement("mark") : document.createTextNode("");
    node.textContent = part.textContent;
    words.append(node);
  }
  row.append(link, place, words);
  return row;
}

function fromAddress() {
  const wanted = new URLSearchParams(location.search);
  field.value = wanted.get("q") || "";
  for (const select of filterBox.querySelectorAll("select")) select.value = wanted.get(select.name) || "";
  if ([...wanted.keys()].some((name) => wanted.get(name))) search();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const address = new URLSearchParams({ q: field.value.trim(), ...chosen() });
  history.pushState(null, "", `?${address}`);
  search();
});
window.addEventListener("popstate", fromAddress);
fromAddress();
field.focus();
