// Filter by topic, words and answer, choose vendors, lay the table out as cards. The choice stands in the address. The
// page's own scroll is the only one: as many columns stand side by side as the window has room for, the others are a
// button or an arrow key away. In a large book columns that the page does not hold are fetched when they are chosen.
const form = document.querySelector("#_choose");
const matrix = document.querySelector(".matrix");
const table = matrix.querySelector("table");
const heads = table.tHead.rows[0];
const rows = [...table.querySelectorAll("tr[data-question]")];
const chosen = document.querySelector("#_chosen");
const { differ, add, topic, words, answer, view, clear } = form.elements;
const boxes = [...form.querySelectorAll("[name=show]")];
const names = new Map(
  add
    ? [...add.list.options].map((option) => [option.dataset.id, option.value])
    : boxes.map((box) => [box.value, box.parentElement.textContent.trim()]),
);
const first = [...new Set([...heads.querySelectorAll("[data-vendor]")].map((cell) => cell.dataset.vendor))];
const FIELDS = { topic, words, answer };
let shown = first;
// The brief that is led to keeps these columns and rows.
const toBrief = document.querySelector("#_to-brief");
toBrief.textContent = "a brief of these";
toBrief.nextSibling.textContent = ` ${form.dataset.nouns} and questions. As data: `;
let from = 0;
let latest = 0;

const kept = (names) => (names ? [...new Set(names.split(","))].filter((id) => id && listed(id)) : []);
const listed = (id) => names.has(id);
const of = (row, id) => [...row.cells].filter((cell) => cell.dataset.vendor === id);
const said = (cell) => cell.textContent.trim();
const make = (tag, given = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), given);
  made.append(...children);
  return made;
};

function read() {
  const wanted = new URLSearchParams(location.search);
  shown = wanted.has("show") ? kept(wanted.get("show")) : first;
  for (const box of boxes) box.checked = shown.includes(box.value);
  differ.checked = wanted.get("differ") === "1";
  for (const [name, field] of Object.entries(FIELDS)) field.value = wanted.get(name) ?? "";
  view.value = wanted.get("view") === "cards" ? "cards" : "table";
}

function write() {
  const wanted = new URLSearchParams();
  if (shown.join() !== first.join()) wanted.set("show", shown.join(","));
  for (const [name, field] of Object.entries(FIELDS)) if (field.value.trim()) wanted.set(name, field.value.trim());
  if (differ.checked) wanted.set("differ", "1");
  if (view.value === "cards") wanted.set("view", "cards");
  const query = wanted.toString().replaceAll("%2C", ",");
  history.replaceState(null, "", location.pathname + (query ? `?${query}` : "") + location.hash);
}

async function fetchColumns(id) {
  const found = await fetch(new URL(`${form.dataset.columns}${id}/column.json`, document.baseURI));
  if (!found.ok) throw new Error(id);
  for (const column of await found.json()) {
    const link = make("a", { href: `${form.dataset.columns}${id}/`, textContent: column.name });
    const head = make("th", { scope: "col" }, link, " ", make("span", { textContent: column.year }));
    head.dataset.vendor = id;
    head.dataset.version = new URL(`${form.dataset.columns}${column.version}/`, document.baseURI).href;
    heads.append(head);
    for (const row of rows) row.append(cell(id, column.name, column.cells[row.dataset.question]));
  }
}

// Cells are HTML of the same build as those in the page.
function cell(id, name, html) {
  const made = make("td");
  Object.assign(made.dataset, { vendor: id, name });
  if (html) made.innerHTML = html;
  else made.append(make("span", { className: "none", textContent: "not asked" }));
  return made;
}

async function apply() {
  const turn = ++latest;
  const here = new Set([...heads.cells].map((cell) => cell.dataset.vendor));
  try {
    await Promise.all(shown.filter((id) => !here.has(id)).map(fetchColumns));
  } catch {
    chosen.textContent = "These answers could not be fetched. Each question leads to all answers to it.";
    return;
  }
  if (turn !== latest) return;
  if (add) arrange();
  narrow();
  lay();
}

// Columns stand in the order in which they were chosen, each with a button that takes it out.
function arrange() {
  for (const row of [heads, ...rows]) row.append(...shown.flatMap((id) => of(row, id)));
  for (const head of heads.querySelectorAll("[data-vendor]:not(:has(button))")) {
    const id = head.dataset.vendor;
    const out = make("button", { type: "button", className: "quiet", textContent: "×" });
    out.setAttribute("aria-label", `Remove ${names.get(id)}`);
    out.addEventListener("click", () => choose(shown.filter((other) => other !== id)));
    head.append(" ", out);
  }
}

// The rows that the filters leave; a cell that is what was asked for is marked.
function narrow() {
  const typed = words.value.trim().toLowerCase();
  const counts = new Map();
  for (const row of rows) {
    const cells = shown.flatMap((id) => of(row, id));
    const same = new Set(cells.map(said)).size < 2;
    const hits = cells.filter((cell) => matches(cell));
    for (const cell of row.cells) cell.classList.toggle("hit", Boolean(answer.value) && hits.includes(cell));
    for (const name of new Set(cells.flatMap(kindsOf))) counts.set(name, (counts.get(name) ?? 0) + 1);
    row.classList.toggle("same", same && cells.length > 1);
    row.hidden =
      (topic.value && row.parentElement.dataset.topic !== topic.value) ||
      (typed && ![row.cells[0], ...cells].some((cell) => cell.textContent.toLowerCase().includes(typed))) ||
      (answer.value && !hits.length) ||
      (differ.checked && same);
  }
  for (const body of table.tBodies) body.hidden = rows.every((row) => row.hidden || row.parentElement !== body);
  const left = rows.filter((row) => !row.hidden).length;
  const asked = left === rows.length ? `${left} questions` : `${left} of ${rows.length} questions`;
  chosen.textContent = `${asked}; ${shown.length} of ${names.size} columns shown`;
  const questions = left === rows.length ? "all" : rows.filter((row) => !row.hidden).map((row) => row.dataset.question).join(",");
  toBrief.search = `?vendor=${shown.join(",")}&question=${questions}`;
}

const stateOf = (cell) => cell.querySelector(".state");
const kindOf = (cell) => (stateOf(cell)?.classList.contains("state-stated") ? "Stated" : stateOf(cell)?.textContent);
const kindsOf = (cell) => [kindOf(cell), stateOf(cell)?.textContent].filter(Boolean);
const matches = (cell) => kindsOf(cell).includes(answer.value);

// What can be asked for: the states first, then each value that some cell has.
function offer() {
  const all = rows.flatMap((row) => [...row.querySelectorAll("td")]);
  const states = [...new Set(all.map(kindOf))].filter(Boolean);
  const values = [...new Set(all.flatMap(kindsOf))].filter((name) => !states.includes(name)).sort();
  answer.append(...states.map((name) => new Option(name)));
  answer.append(make("optgroup", { label: "Stated" }, ...values.map((name) => new Option(name))));
}

// How many columns have room, and which; cards hold all of them.
function lay() {
  const cards = view.value === "cards";
  matrix.classList.toggle("cards", cards);
  // Of the window, since the table itself may be wider for now.
  const root = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const [wide, least] = ["--first", "--least"].map((name) => parseFloat(getComputedStyle(matrix).getPropertyValue(name)));
  const window = document.documentElement.clientWidth - 2 * (matrix.getBoundingClientRect().left + scrollX);
  const room = Math.max(1, Math.floor((window / root - wide) / least));
  const all = shown.flatMap((id) => of(heads, id));
  from = Math.max(0, Math.min(from, all.length - room));
  const seen = new Set((cards ? all : all.slice(from, from + room)).map((cell) => cell.cellIndex));
  for (const row of [heads, ...rows]) {
    for (const cell of row.cells) cell.hidden = cell.cellIndex > 0 && !seen.has(cell.cellIndex);
  }
  matrix.style.setProperty("--columns", seen.size);
  for (const head of table.querySelectorAll("tr.group th")) head.colSpan = seen.size + 1;
  pager.hidden = cards || all.length <= room;
  pager.querySelector("span").textContent = `${from + 1}–${from + seen.size} of ${all.length}`;
  back.disabled = from === 0;
  on.disabled = from + room >= all.length;
}

const turn = (name, sign, by) => {
  const made = make("button", { type: "button", textContent: sign });
  made.setAttribute("aria-label", name);
  made.addEventListener("click", () => page(by));
  return made;
};
const back = turn("Previous columns", "‹", -1);
const on = turn("Next columns", "›", 1);
const pager = make("span", { className: "pager", hidden: true }, back, make("span"), on);
heads.cells[0].append(pager);

function page(by) {
  from += by * (Number(matrix.style.getPropertyValue("--columns")) || 1);
  lay();
}

function choose(ids) {
  shown = ids;
  write();
  return apply();
}

async function addNamed() {
  const typed = add.value.trim().toLowerCase();
  if (!typed) return;
  const left = [...names].filter(([id]) => !shown.includes(id));
  const found =
    left.find(([, name]) => name.toLowerCase() === typed) ?? left.find(([, name]) => name.toLowerCase().startsWith(typed));
  if (!found) {
    chosen.textContent = `No other name begins with “${add.value.trim()}”.`;
    return;
  }
  add.value = "";
  from = shown.length;
  await choose([...shown, found[0]]);
}

form.addEventListener("input", (event) => {
  // A name picked from the list is whole at once; typed ones end with Enter.
  if (event.target === add) {
    if (event.inputType === "insertReplacementText" || event.inputType === undefined) addNamed();
  } else if (event.target.name !== "show") {
    write();
    narrow();
    lay();
  }
});
form.addEventListener("change", (event) => {
  if (event.target === add) addNamed();
  if (event.target.name === "show") choose(boxes.filter((box) => box.checked).map((box) => box.value));
});
form.addEventListener("submit", (event) => event.preventDefault());
clear?.addEventListener("click", () => choose([]));
document.querySelector("#_copy").addEventListener("click", async () => {
  await navigator.clipboard.writeText(location.href);
  chosen.textContent = "The link is copied.";
});
addEventListener("resize", lay);

// One stop of the tab key: the arrow keys go on from there, past the last column in view to the next ones.
let stop = null;
const things = (cell) => (cell ? [...cell.querySelectorAll("a, button")].filter((each) => !each.disabled && each.checkVisibility()) : []);

function rest(at) {
  if (stop) stop.tabIndex = -1;
  stop = at;
  stop.tabIndex = 0;
}

function step(at, key) {
  const cell = at.closest("th, td");
  const across = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (across) {
    const mine = things(cell);
    const beside = mine[mine.indexOf(at) + across];
    if (beside) return beside;
    const next = across < 0 ? cell.previousElementSibling : cell.nextElementSibling;
    if (!next) return null;
    if (next.hidden) {
      from += across;
      lay();
    }
    return things(next).at(across < 0 ? -1 : 0);
  }
  const lines = [heads, ...rows.filter((row) => !row.hidden)];
  const down = { ArrowUp: -1, ArrowDown: 1 }[key];
  const line = down ? lines[lines.indexOf(cell.parentElement) + down] : cell.parentElement;
  if (!line) return null;
  const ends = [...line.cells].filter((each) => things(each).length);
  return things(down ? line.cells[cell.cellIndex] : ends.at(key === "Home" ? 0 : -1))[0];
}

function settle() {
  for (const each of table.querySelectorAll("a, button")) each.tabIndex = -1;
  rest(stop?.checkVisibility() ? stop : rows.flatMap((row) => things(row.cells[1])).at(0) ?? things(heads.cells[0])[0] ?? heads.cells[0]);
}
table.addEventListener("focusin", (event) => event.target !== stop && rest(event.target));
table.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (!["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"].includes(event.key)) return;
  const next = step(event.target, event.key);
  event.preventDefault();
  next?.focus();
});
new MutationObserver(settle).observe(table, { subtree: true, childList: true, attributes: true, attributeFilter: ["hidden"] });

offer();
read();
for (const line of document.querySelectorAll(".with-scripts")) line.hidden = false;
form.hidden = false;
apply().then(() => matrix.classList.add("ready"));
