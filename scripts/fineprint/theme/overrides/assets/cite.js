// A control beside the version, each section, clause and answer that gives its reference. Nothing is fetched before
// a reader asks. The forms are those of citation-styles.json, filled here as publish/citation_styles.py fills them.
const LONG = 12;

const fold = (text) => text.trim().replace(/\s+/g, " ");
const percent = (text) => text.replace(/[^\w!#$%&'()*+,\-./:;=?@[\]~]/gu, encodeURIComponent);
const MENDED = {
  stop: (text) => (/[.?!]$/.test(text) ? text : `${text}.`),
  nodots: (text) => text.replace(/\.(?=$|[\s,])/g, ""),
  nocomma: (text) => text.replaceAll(",", ""),
  upper: (text) => text.toUpperCase(),
};

function written(day, form, months) {
  const [year, month, date] = day.slice(0, 10).split("-");
  const parts = { YYYY: year, MM: month, M: Number(month), DD: date, D: Number(date) };
  for (const [sign, name] of [["MMMM", "long"], ["MMM", "short"], ["mon", "tex"]]) parts[sign] = months[name][month - 1];
  return form.replace(/YYYY|MMMM|MMM|mon|MM|M|DD|D/g, (sign) => parts[sign]);
}

// A reference in one style; with italics it is a line of HTML.
function filled(table, style, holes, rich = false) {
  const escape = table.escapes[rich ? "html" : table.styles[style].escape];
  const escaped = (text) => [...text].map((char) => escape[char] ?? char).join("");
  let text = table.styles[style][holes.question ? "answer" : "policy"].replace(/⟪([a-z]+)⟫/g, (_, part) => table.parts[part]);
  if (rich) text = escaped(text);
  text = text.replaceAll("⟨", rich ? "<i>" : "").replaceAll("⟩", rich ? "</i>" : "");
  const group = /⟦([a-z0-9_]+)([?!])([^⟦⟧]*)⟧/g;
  while (text.search(group) >= 0) text = text.replace(group, (_, name, sign, inner) => (Boolean(holes[name]) === (sign === "?") ? inner : ""));
  return text.replace(/«([a-z0-9_]+)(?:\|([^«»]+))?»/g, (_, name, form = "") => {
    const value = fold(holes[name] ?? "");
    if (form === "key") return value.replace(/[^\w:.-]/g, "-");
    if (form === "url") return percent(value);
    if (form === "urltext") return escaped(percent(value));
    if (form in MENDED) return escaped(MENDED[form](value));
    return escaped(form ? written(value, form, table.months) : value);
  });
}

// A link to words: the id works alone; a browser that knows text fragments goes on to the words.
function toWords(link, words) {
  const encode = (text) => encodeURIComponent(text).replaceAll("-", "%2D");
  const all = fold(words).split(" ");
  const said = all.length > LONG ? [all.slice(0, 5), all.slice(-5)] : [all];
  return `${link}:~:text=${said.map((part) => encode(part.join(" "))).join(",")}`;
}

const json = async (address) => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
};
const assets = document.querySelector("script[src$='assets/cite.js']").src;
let data;
// What is said of a fragment, with today as the day of access: the reader's own calendar counts.
async function holesOf(fragment) {
  data ??= Promise.all([json(new URL("cite-holes.json", document.baseURI)), json(new URL("citation-styles.json", assets))]);
  const [{ version, fragments }, table] = await data;
  const now = new Date();
  const accessed = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  const own = fragment ? { id: `${version.id}:${fragment}`, address: `${version.address}#${fragment}`, part: fragment, ...fragments[fragment] } : {};
  return [table, { ...version, ...own, accessed }];
}

const make = (tag, given = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), given);
  made.append(...children);
  return made;
};

async function copy(field, status, name, rich) {
  try {
    if (rich && globalThis.ClipboardItem) {
      const kinds = { "text/plain": field.value, "text/html": rich };
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(Object.entries(kinds).map(([type, text]) => [type, new Blob([text], { type })])))]);
    } else await navigator.clipboard.writeText(field.value);
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
function row(name, text, folded = false, rich = "") {
  const id = `_cite-${name.toLowerCase().replace(/\W+/g, "-")}`;
  const field = make("textarea", { id, readOnly: true, value: text, rows: Math.min(text.split("\n").length + 1, 8) });
  if (!folded) field.rows = Math.min(Math.ceil(text.length / 60), 5);
  const button = make("button", { type: "button" }, "Copy", make("span", { className: "visually-hidden" }, ` ${name}`));
  button.addEventListener("click", () => copy(field, status, name, rich));
  if (!folded) return make("div", { className: "form" }, make("label", { htmlFor: id }, name), button, field);
  field.setAttribute("aria-label", name);
  return make("div", { className: "form" }, make("details", {}, make("summary", {}, name), field), button);
}

async function show(fragment, name, words, quotes) {
  title.textContent = `Cite: ${name}`;
  status.textContent = "";
  try {
    const [table, holes] = await holesOf(fragment);
    const plain = filled(table, "plain", holes);
    const rows = [row("Link", holes.address), row("Reference", plain)];
    if (words) rows.push(row("Clause with reference", `“${words}”\n\n${plain}`));
    for (const [label, link] of quotes(holes.address)) rows.push(row(label, link));
    for (const [style, { label, group }] of Object.entries(table.styles)) {
      if (group === "style") rows.push(row(label, filled(table, style, holes), true, filled(table, style, holes, true)));
      if (group === "program") rows.push(row(label, style === "csl" ? `[${filled(table, style, holes)}]` : filled(table, style, holes), true));
    }
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
      const quotes = part ? (link) => [["Link to the selected words", toWords(link, part)]] : none;
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
