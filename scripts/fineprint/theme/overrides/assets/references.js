// References, and the dialog that gives them to be copied; loaded by cite.js and brief.js when a reader asks. The forms
// are those of citation-styles.json, filled here as publish/citation_styles.py fills them. A plain script, as it comes
// late: from a disk no module is run.
(() => {
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

const escaped = (text, escapes) => [...text].map((char) => escapes[char] ?? char).join("");

// A reference in one style; with italics it is a line of HTML.
function filled(table, style, holes, rich = false) {
  const escape = table.escapes[rich ? "html" : table.styles[style].escape];
  const safe = (text) => escaped(text, escape);
  let text = table.styles[style][holes.question ? "answer" : "policy"].replace(/⟪([a-z]+)⟫/g, (_, part) => table.parts[part]);
  if (rich) text = safe(text);
  text = text.replaceAll("⟨", rich ? "<i>" : "").replaceAll("⟩", rich ? "</i>" : "");
  const group = /⟦([a-z0-9_]+)([?!])([^⟦⟧]*)⟧/g;
  while (text.search(group) >= 0) text = text.replace(group, (_, name, sign, inner) => (Boolean(holes[name]) === (sign === "?") ? inner : ""));
  return text.replace(/«([a-z0-9_]+)(?:\|([^«»]+))?»/g, (_, name, form = "") => {
    const value = fold(holes[name] ?? "");
    if (form === "key") return value.replace(/[^\w:.-]/g, "-");
    if (form === "url") return percent(value);
    if (form === "urltext") return safe(percent(value));
    if (form in MENDED) return safe(MENDED[form](value));
    return safe(form ? written(value, form, table.months) : value);
  });
}

// A link to words: the id works alone; a browser that knows text fragments goes on to the words.
function toWords(link, words) {
  const encode = (text) => encodeURIComponent(text).replaceAll("-", "%2D");
  const all = fold(words).split(" ");
  const said = all.length > LONG ? [all.slice(0, 5), all.slice(-5)] : [all];
  return `${link}:~:text=${said.map((part) => encode(part.join(" "))).join(",")}`;
}

// Today by the reader's own calendar, which is the day of access.
function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

const known = new Map();
function json(address) {
  const { href } = new URL(address, document.baseURI);
  if (!known.has(href)) {
    const load = async () => {
      const answer = await fetch(href);
      if (!answer.ok) throw new Error(answer.statusText);
      return answer.json();
    };
    known.set(href, load().catch((fault) => {
      known.delete(href);
      throw fault;
    }));
  }
  return known.get(href);
}

const assets = new URL(".", document.querySelector("script[src$='assets/references.js']").src);
const table = () => json(new URL("citation-styles.json", assets));

// What is said of a version that lies in a folder, or of a fragment of it: an item has its clause's own, and its number.
async function holesAt(folder, fragment) {
  const { version, fragments } = await json(new URL("cite-holes.json", folder));
  const [above, item] = [fragment.replace(/\.[^.]*$/, ""), fragment.replace(/.*\./, "")];
  const own = fragments[fragment] ?? { ...fragments[above], item };
  const narrowed = fragment ? { id: `${version.id}:${fragment}`, address: `${version.address}#${fragment}`, part: fragment, ...own } : {};
  return { ...version, ...narrowed, accessed: today() };
}

// Words in quotation marks with what leads them in.
const quoted = (words) => words.map((part) => `“${part}”`).join(" ");

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
document.body.append(dialog);

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

// The rows of one passage: its words with the reference, a link that goes on to them, and a card to embed.
function* passage(forms, label, words, holes) {
  yield row(`${label} with reference`, `${quoted(words)}\n\n${filled(forms, "plain", holes)}`, false, `<p>${escaped(quoted(words), forms.escapes.html)}</p><p>${filled(forms, "plain", holes, true)}</p>`);
  yield row(`Link to the ${label[0].toLowerCase()}${label.slice(1)}`, toWords(holes.address, words.at(-1)));
  yield row(`${label} as a card to embed`, filled(forms, "card", { ...holes, words: quoted(words).slice(1, -1) }), true);
}

// `name`: what is cited; `holes`: a promise of what is said of it; `passages`: label, words with their lead-ins, and a
// promise of what is said of each.
async function open({ name, holes, passages = [] }) {
  title.textContent = `Cite: ${name}`;
  status.textContent = "";
  try {
    const [forms, said] = await Promise.all([table(), holes()]);
    const rows = [row("Link", said.address), row("Reference", filled(forms, "plain", said))];
    for (const [label, words, own] of passages) rows.push(...passage(forms, label, words, await own()));
    for (const [style, { label, group }] of Object.entries(forms.styles)) {
      if (group === "style") rows.push(row(label, filled(forms, style, said), true, filled(forms, style, said, true)));
      if (group === "program") rows.push(row(label, style === "csl" ? `[${filled(forms, style, said)}]` : filled(forms, style, said), true));
    }
    fields.replaceChildren(...rows);
  } catch {
    fields.replaceChildren(make("p", {}, "The references could not be loaded. They stand under “Cite this version” at the end of the page of each version."));
  }
  dialog.showModal();
  if (CSS.supports("field-sizing", "content")) return;
  for (const field of fields.querySelectorAll(".form > textarea")) field.style.height = `${field.scrollHeight + 2}px`;
}

globalThis.fineprintReferences = { filled, fold, holesAt, json, open, quoted, table, toWords, today };
})();
