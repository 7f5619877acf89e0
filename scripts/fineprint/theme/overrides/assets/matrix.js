// Choose vendors, show only the differences among them, go to a topic. The choice stands in the address. In a large
// book the page holds the first vendors; the columns of others are fetched when they are chosen.
const form = document.querySelector("#_choose");
const table = document.querySelector(".matrix table");
const heads = table.tHead.rows[0];
const rows = [...table.querySelectorAll("tr[data-question]")];
const chosen = document.querySelector("#_chosen");
const picked = document.querySelector("#_picked");
const differ = form.elements.differ;
const add = form.elements.add;
const boxes = [...form.querySelectorAll("[name=show]")];
const names = new Map(
  add
    ? [...add.list.options].map((option) => [option.dataset.id, option.value])
    : boxes.map((box) => [box.value, box.parentElement.textContent.trim()]),
);
const first = [...new Set([...heads.querySelectorAll("[data-vendor]")].map((cell) => cell.dataset.vendor))];
let shown = first;
let latest = 0;

function read() {
  const wanted = new URLSearchParams(location.search);
  const show = wanted.get("show");
  shown = show === null ? first : [...new Set(show.split(","))].filter((id) => names.has(id));
  for (const box of boxes) box.checked = shown.includes(box.value);
  differ.checked = wanted.get("differ") === "1";
}

function write() {
  const wanted = new URLSearchParams();
  if (shown.join() !== first.join()) wanted.set("show", shown.join(","));
  if (differ.checked) wanted.set("differ", "1");
  const query = wanted.toString().replaceAll("%2C", ",");
  history.replaceState(null, "", location.pathname + (query ? `?${query}` : "") + location.hash);
}

function cellsOf(row, id) {
  return [...row.cells].filter((cell) => cell.dataset.vendor === id);
}

async function fetchColumns(id) {
  const found = await fetch(new URL(`${form.dataset.columns}${id}/column.json`, document.baseURI));
  if (!found.ok) throw new Error(id);
  for (const column of await found.json()) {
    const head = document.createElement("th");
    head.scope = "col";
    head.dataset.vendor = id;
    const year = document.createElement("span");
    year.textContent = column.year;
    const link = document.createElement("a");
    link.href = `${form.dataset.columns}${id}/`;
    link.textContent = column.name;
    head.append(link, " ", year);
    heads.append(head);
    for (const row of rows) row.append(cell(id, column.cells[row.dataset.question]));
  }
}

// Cells are HTML of the same build as those in the page.
function cell(id, said) {
  const made = document.createElement("td");
  made.dataset.vendor = id;
  if (said) made.innerHTML = said;
  else made.append(span("none", "not asked"));
  return made;
}

function span(kind, text) {
  const made = document.createElement("span");
  made.className = kind;
  made.textContent = text;
  return made;
}

async function apply() {
  const turn = ++latest;
  const here = new Set([...heads.cells].map((cell) => cell.dataset.vendor));
  const missing = shown.filter((id) => !here.has(id));
  try {
    await Promise.all(missing.map(fetchColumns));
  } catch {
    chosen.textContent = "These answers could not be fetched. Each question leads to all answers to it.";
    return;
  }
  if (turn !== latest) return;
  if (add) arrange();
  const wanted = new Set(shown);
  for (const cell of table.querySelectorAll("[data-vendor]")) cell.hidden = !wanted.has(cell.dataset.vendor);
  for (const row of rows) {
    row.hidden = differ.checked && new Set(shown.flatMap((id) => cellsOf(row, id)).map((cell) => cell.textContent.trim())).size < 2;
  }
  for (const body of table.tBodies) body.hidden = rows.every((row) => row.hidden || row.parentElement !== body);
  for (const head of table.querySelectorAll("tr.group th")) head.colSpan = [...heads.cells].filter((cell) => !cell.hidden).length;
  const left = rows.filter((row) => !row.hidden).length;
  chosen.textContent = `${left} questions; ${shown.length} of ${names.size} columns shown`;
}

// In a large book columns stand in the order in which they were chosen, each with a button that takes it out.
function arrange() {
  const order = [...heads.cells].map((cell) => cell.dataset.vendor).filter((id) => shown.includes(id));
  if ([...new Set(order)].join() !== shown.join()) {
    for (const row of [heads, ...rows]) row.append(...shown.flatMap((id) => cellsOf(row, id)));
  }
  picked.replaceChildren();
  if (shown === first) return;
  for (const id of shown) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.textContent = `${names.get(id)} ×`;
    button.setAttribute("aria-label", `Take ${names.get(id)} out`);
    button.addEventListener("click", () => choose(shown.filter((other) => other !== id)));
    picked.append(button, " ");
  }
}

function choose(ids) {
  shown = add && !ids.length ? first : ids;
  write();
  apply();
}

function addNamed() {
  const typed = add.value.trim().toLowerCase();
  if (!typed) return;
  const left = [...names].filter(([id]) => shown === first || !shown.includes(id));
  const found =
    left.find(([, name]) => name.toLowerCase() === typed) ?? left.find(([, name]) => name.toLowerCase().startsWith(typed));
  if (!found) {
    chosen.textContent = `No other name begins with “${add.value.trim()}”.`;
    return;
  }
  add.value = "";
  choose(shown === first ? [found[0]] : [...shown, found[0]]);
}

form.addEventListener("change", (event) => {
  if (event.target.name === "go") {
    document.getElementById(event.target.value)?.scrollIntoView({ block: "start" });
  } else if (event.target === add) {
    addNamed();
  } else {
    choose(boxes.length ? boxes.filter((box) => box.checked).map((box) => box.value) : shown);
  }
});
// A name picked from the list is whole at once; typed ones end with Enter.
add?.addEventListener("input", (event) => {
  if (event.inputType === "insertReplacementText" || event.inputType === undefined) addNamed();
});
document.querySelector("#_copy").addEventListener("click", async () => {
  await navigator.clipboard.writeText(location.href);
  chosen.textContent = "The link is copied.";
});
form.addEventListener("submit", (event) => event.preventDefault());
read();
apply();
for (const words of document.querySelectorAll(".with-scripts")) words.hidden = false;
form.hidden = false;
