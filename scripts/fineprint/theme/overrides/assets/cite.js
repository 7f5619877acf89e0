// A control beside the version, each section, clause and answer that gives its reference. Nothing is fetched before
// a reader asks. The three written forms are made from cite.json as scripts/fineprint/citation.py makes them.
const MONTHS = "January February March April May June July August September October November December".split(" ");
const LONG = 12;
const TEX = { "\\": "\\textbackslash{}", "{": "\\textbraceleft{}", "}": "\\textbraceright{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}", "<": "\\textless{}", ">": "\\textgreater{}" };

const fold = (text) => text.trim().replace(/\s+/g, " ");
const tex = (text) => fold(text).replace(/[\\{}~^<>#$%&_]/g, (found) => TEX[found] ?? `\\${found}`);
const address = (text) => text.replace(/[^\w!#$%&'()*+,\-./:;=?@[\]~]/gu, encodeURIComponent);
const day = (value) => value["date-parts"][0];
const written = ([year, month, date]) => `${date} ${MONTHS[month - 1]} ${year}`;
const joined = (parts, between) => parts.map((part) => String(part).padStart(2, "0")).join(between);

function plain(item) {
  const said = [
    `${item.author[0].literal}: ${item.title} (version of ${written(day(item.issued))}).`,
    `${item["container-title"]}, <${item.URL}>.`,
  ];
  if (item.archive_location) said.push(`Archived at <${item.archive_location}>.`);
  if (item.accessed) said.push(`Read on ${written(day(item.accessed))}.`);
  return fold([...said, `${item.note}.`].join(" "));
}

function bibtex(item) {
  const [year, month, date] = day(item.issued);
  const fields = {
    author: `{${tex(item.author[0].literal)}}`,
    title: `{${tex(item.title)}}`,
    howpublished: tex(item["container-title"]),
    publisher: tex(item.publisher),
    year,
    month,
    day: date,
    language: tex(item.language),
    url: address(item.URL),
  };
  if (item.accessed) fields.urldate = joined(day(item.accessed), "-");
  const archived = item.archive_location ? `Archived at ${tex(item.archive_location)}. ` : "";
  fields.note = archived + tex(item.note);
  const lines = Object.entries(fields).map(([name, value]) => `  ${name} = {${value}}`);
  return `@misc{${item.id},\n${lines.join(",\n")}\n}\n`;
}

function ris(item) {
  const lines = [
    ["TY", "ELEC"],
    ["ID", item.id],
    ["AU", item.author[0].literal],
    ["TI", item.title],
    ["T2", item["container-title"]],
    ["PB", item.publisher],
    ["PY", day(item.issued)[0]],
    ["DA", joined(day(item.issued), "/")],
    ["LA", item.language],
    ["UR", item.URL],
  ];
  if (item.accessed) lines.push(["Y2", joined(day(item.accessed), "/")]);
  if (item.archive_location) lines.push(["AV", item.archive_location]);
  lines.push(["N1", item.note]);
  return lines.map(([tag, value]) => `${tag}  - ${fold(String(value))}\r\n`).join("") + "ER  - \r\n";
}

// A link to words: the id works alone; a browser that knows text fragments goes on to the words.
function toWords(link, words) {
  const encode = (text) => encodeURIComponent(text).replaceAll("-", "%2D");
  const all = fold(words).split(" ");
  const said = all.length > LONG ? [all.slice(0, 5), all.slice(-5)] : [all];
  return `${link}:~:text=${said.map((part) => encode(part.join(" "))).join(",")}`;
}

let items;
async function itemOf(fragment) {
  items ??= fetch("cite.json").then((answer) => {
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.json();
  });
  const all = await items;
  const version = all[0];
  return all.find((item) => item.id === (fragment ? `${version.id}:${fragment}` : version.id));
}

const make = (tag, given = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), given);
  made.append(...children);
  return made;
};

async function copy(field, status, name) {
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    field.closest("details")?.setAttribute("open", "");
    field.focus();
    field.select();
    if (!document.execCommand("copy")) {
      status.textContent = `${name} is selected; copy it with the keyboard`;
      return;
    }
  }
  status.textContent = `${name} copied`;
}

const title = make("h2", { id: "_cite-title" });
const close = make("button", { type: "button", className: "close", textContent: "Close" });
const fields = make("div");
const status = make("p", { className: "cite-status" });
status.setAttribute("role", "status");
const dialog = make("dialog", { className: "citation md-typeset" }, make("header", {}, title, close), fields, status);
dialog.setAttribute("aria-labelledby", title.id);
close.addEventListener("click", () => dialog.close());
dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());

// One form of the reference: its name, a button that copies it, and the text itself, folded if it is for programs.
function row(name, text, folded = false) {
  const id = `_cite-${name.toLowerCase().replace(/\W+/g, "-")}`;
  const field = make("textarea", { id, readOnly: true, value: text, rows: Math.min(text.split("\n").length + 1, 8) });
  if (!folded) field.rows = Math.min(Math.ceil(text.length / 60), 5);
  const button = make("button", { type: "button" }, "Copy", make("span", { className: "visually-hidden" }, ` ${name}`));
  button.addEventListener("click", () => copy(field, status, name));
  if (!folded) return make("div", { className: "form" }, make("label", { htmlFor: id }, name), button, field);
  field.setAttribute("aria-label", name);
  return make("div", { className: "form" }, make("details", {}, make("summary", {}, name), field), button);
}

async function show(fragment, name, words, quotes) {
  title.textContent = `Cite: ${name}`;
  status.textContent = "";
  try {
    const item = await itemOf(fragment);
    const rows = [row("Link", item.URL), row("Reference", plain(item))];
    if (words) rows.push(row("Clause with reference", `“${words}”\n\n${plain(item)}`));
    for (const [label, link] of quotes(item)) rows.push(row(label, link));
    rows.push(row("BibTeX", bibtex(item), true), row("RIS", ris(item), true));
    rows.push(row("CSL-JSON", JSON.stringify([item], null, 1), true));
    fields.replaceChildren(...rows);
  } catch {
    fields.replaceChildren(make("p", {}, "The references could not be loaded. They stand under “Cite this version” at the end of this page."));
  }
  dialog.showModal();
  if (CSS.supports("field-sizing", "content")) return;
  for (const field of fields.querySelectorAll(".form > textarea")) field.style.height = `${field.scrollHeight + 2}px`;
}

// Words that the reader has selected inside an element; remembered, since a press on a button ends the selection.
let selected = ["", null];
document.addEventListener("selectionchange", () => {
  const now = getSelection();
  if (!now.isCollapsed) selected = [fold(String(now)), now.getRangeAt(0).commonAncestorContainer];
});
document.addEventListener("pointerdown", (event) => {
  if (!event.target.closest?.(".cite")) selected = ["", null];
});
const selectedIn = (element) => (element.contains(selected[1]) ? selected[0] : "");

// The name that is read out begins with the words that are seen; a sign alone is not read out.
function control(text, hidden, open) {
  const button = make("button", { type: "button", className: "cite" }, text);
  if (/\w/.test(text)) button.append(make("span", { className: "visually-hidden" }, ` ${hidden}`));
  else button.setAttribute("aria-label", hidden);
  button.setAttribute("aria-haspopup", "dialog");
  button.addEventListener("click", open);
  return button;
}

const none = () => [];
// On paper the control is left out, and what parts it from the words before it too.
const between = () => make("span", { className: "no-print" }, " · ");
const headline = document.querySelector("h1");
const named = (heading) => [...heading.childNodes].filter((node) => !node.classList?.contains("headerlink")).map((node) => node.textContent).join("");

document.querySelector(".version-bar")?.append(between(), control("Cite", "this version", () => show("", named(headline), "", none)));
for (const section of document.querySelectorAll(".section")) {
  const heading = section.previousElementSibling;
  if (!heading?.id) continue;
  const name = fold(named(heading));
  const line = section.querySelector(":scope > .section-topics");
  line.append(line.textContent.endsWith(".") ? " " : between(), control("Cite", `the section ${name}`, () => show(heading.id, name, "", none)));
  for (const clause of section.querySelectorAll(":scope > .clause")) {
    const number = clause.id.split(".")[1];
    const words = clause.querySelector(":scope > .words");
    const open = () => {
      const part = selectedIn(words);
      const quotes = part ? (item) => [["Link to the selected words", toWords(item.URL, part)]] : none;
      show(clause.id, `${name}, clause ${number}`, words.innerText.trim(), quotes);
    };
    const button = control("Cite", `${name}, clause ${number}`, open);
    clause.querySelector(".clause-link").after(button);
  }
}
for (const answer of document.querySelectorAll(".answer")) {
  const last = answer.querySelector(":scope > .trust");
  if (!last) continue;
  const name = fold(answer.querySelector("h4").textContent);
  const quotes = () =>
    [...answer.querySelectorAll(".quote")].flatMap((quote, position) => {
      const place = quote.querySelector(".from a");
      const base = document.querySelector("link[rel=cite-as]").href;
      const label = position ? `Link to quote ${position + 1}` : "Link to the quote";
      return place ? [[label, toWords(base + place.hash, quote.querySelector("p").textContent)]] : [];
    });
  last.append(" ", control("Cite", `the answer to: ${name}`, () => show(answer.id, name, "", quotes)));
}
document.body.append(dialog);
