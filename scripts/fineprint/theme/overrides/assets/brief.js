// A brief: chosen vendors and questions with quotes and references, made from the data of these vendors alone. What is
// chosen stands in the address, and the form is folded away above what was made.
const { filled, holesAt, json, table, today } = globalThis.fineprintReferences;
const { inDocx, inMarkdown, inXlsx, linesBefore } = globalThis.fineprintBriefFiles;
const form = document.querySelector("#_brief");
const choice = document.querySelector("#_choice");
const out = document.querySelector("#_made");
const status = document.querySelector("#_brief-status");
const root = new URL(form.dataset.root, document.baseURI);
const states = JSON.parse(form.dataset.states);
const { noun, nouns, text: textNoun } = form.dataset;
const KINDS = { vendor: [noun, nouns], question: ["question", "questions"] };
const CELLS = " | ";
let forms;

function element(tag, text, className) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function button(text, press, className) {
  const made = element("button", text, className);
  made.type = "button";
  made.addEventListener("click", press);
  return made;
}

function written(date) {
  const [year, month, day] = date.slice(0, 10).split("-").map(Number);
  return new Date(Date.UTC(year, month - 1, day)).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}

function boxes(kind, which = "") {
  return [...form.querySelectorAll(`[name=${kind}]${which}`)];
}

function chosen(kind) {
  return boxes(kind, ":checked").map((box) => box.value);
}

function counted(kind) {
  const count = chosen(kind).length;
  return `${count} ${KINDS[kind][count === 1 ? 0 : 1]}`;
}

function label(question, value) {
  return question.values.find((own) => own.id === value)?.label ?? states.labels[value] ?? value;
}

// An address of the book in this copy of the site; from a disk a browser opens no folder.
function here(book, address) {
  const path = address.slice(book.base_url.length);
  return new URL(location.protocol === "file:" ? path.replace(/(^|\/)(?=#|$)/, "$1index.html") : path, root);
}

// Words as the text has them: a sign between the cells of a row is the site's, unless the quote has it too.
const plainWords = (quote) => (text) => (quote.text.includes(CELLS) ? text : text.replaceAll(CELLS, " "));

async function quotesOf(question, version, quotes, narrows, folder) {
  return Promise.all(quotes.filter((quote) => quote.at).map(async (quote) => {
    const [start, end] = quote.quoted;
    const parts = [quote.sentence.slice(0, start), quote.sentence.slice(start, end), quote.sentence.slice(end)].map(plainWords(quote));
    return {
      lead: quote.lead_in.map(plainWords(quote)), parts, sentence: parts.join("").trim(), narrows,
      readsAs: quote.reads_as ? label(question, quote.reads_as) : "", holes: await holesAt(folder, quote.at),
    };
  }));
}

// What a version of a vendor's says on a question, as the files have it too.
async function entryOf(book, question, vendor, version) {
  const answer = version.answers.find((each) => each.question === question.id);
  const own = question.values.some((each) => each.id === answer?.value);
  const folder = here(book, version.address);
  const language = version.language.split("-")[0];
  const other = Object.entries(question.other_search_terms).find(([tag]) => tag.split("-")[0] === language);
  return {
    vendor: vendor.name, dated: version.date, head: `${vendor.name}, ${written(version.date)}`, language: version.language,
    state: own ? states.stated : (answer?.value ?? states.awaiting.id),
    value: answer ? label(question, answer.value) : states.awaiting.label,
    note: answer?.note ?? "", reviewed: answer?.reviewed ?? "",
    quotes: answer ? [...(await quotesOf(question, version, answer.quotes, false, folder)), ...(await quotesOf(question, version, answer.limits, true, folder))] : [],
    searched: !own && answer?.value === states.searched ? (other?.[1] ?? question.search_terms) : [],
    holes: answer ? await holesAt(folder, `_${question.id}`) : null,
  };
}

// The reference in the chosen style, closed by a full stop; the book's addresses in it lead to this copy of the site.
const closed = (text) => (/[.?!]$/.test(text) ? text : `${text}.`);
const note = (holes) => closed(filled(forms, form.elements.style.value, holes));
const rich = (holes) => closed(filled(forms, form.elements.style.value, holes, true));
function* linked(book, text) {
  for (const [at, part] of text.split(/(https?:\/\/[^\s<>]*[^\s<>.,;)\]])/).entries()) {
    if (at % 2 === 0) {
      yield part;
      continue;
    }
    const link = element("a", part);
    link.href = part.startsWith(book.base_url) ? here(book, part) : part;
    link.rel = "nofollow noopener noreferrer";
    yield link;
  }
}

function referred(book, holes) {
  const line = element("p", "", "from");
  for (const piece of new DOMParser().parseFromString(rich(holes), "text/html").body.childNodes) {
    if (piece.nodeType === Node.TEXT_NODE) line.append(...linked(book, piece.data));
    else line.append(element("i", piece.textContent));
  }
  return line;
}

function shownQuote(book, entry, quote) {
  const block = element("blockquote", "", "quote");
  const words = element("p");
  words.lang = entry.language;
  for (const led of quote.lead) words.append(element("span", `“${led}”`, "lead-in"), " ");
  words.append(`“${quote.parts[0].trimStart()}`, element("mark", quote.parts[1]), `${quote.parts[2].trimEnd()}”`);
  if (quote.readsAs) block.append(element("p", `Reads as: ${quote.readsAs}`, "reads-as"));
  block.append(words, referred(book, quote.holes));
  return block;
}

function shownEntry(book, entry) {
  const part = element("div", "", "brief-entry");
  const value = element("p");
  value.append(element("span", entry.value, `state state-${entry.state}`));
  part.append(element("h3", entry.head), value);
  if (entry.note) part.append(element("p", entry.note));
  for (const line of linesBefore(entry)) part.append(element("p", line, "note"));
  part.append(...entry.quotes.filter((quote) => !quote.narrows).map((quote) => shownQuote(book, entry, quote)));
  if (entry.quotes.some((quote) => quote.narrows)) part.append(element("p", "Narrowed by:", "limits-label"));
  part.append(...entry.quotes.filter((quote) => quote.narrows).map((quote) => shownQuote(book, entry, quote)));
  if (entry.holes) part.append(referred(book, entry.holes));
  return part;
}

// Says what is missing and goes there; an empty choice is no fault before somebody asked for the brief.
function missing() {
  const kind = Object.keys(KINDS).find((each) => !chosen(each).length);
  if (!kind) return false;
  status.textContent = `No ${KINDS[kind][0]} is selected. Select at least one, and press “Create brief” again.`;
  boxes(kind)[0]?.focus();
  return true;
}

async function copied(brief) {
  const holder = out.cloneNode(true);
  for (const left of holder.querySelectorAll(".no-print")) left.remove();
  for (const link of holder.querySelectorAll("a")) link.href = link.textContent;
  const kinds = { "text/html": holder.innerHTML, "text/plain": inMarkdown(brief, note) };
  try {
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(Object.entries(kinds).map(([type, text]) => [type, new Blob([text], { type })])))]);
    status.textContent = "The brief is copied: with its form where rich text is taken, else as Markdown.";
  } catch {
    status.textContent = "The brief could not be copied here. Download it instead.";
  }
}

function download(name, blob) {
  const link = element("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

const documents = (vendor, question) => vendor.versions.filter((version) => question.documents.includes(version.document));

async function made(vendors, questions) {
  const book = await json(new URL("data/questions.json", root));
  const [said] = await Promise.all([Promise.all(vendors.map((id) => json(new URL(`${form.dataset.vendors}/${id}/answers.json`, root)))), table().then((found) => (forms = found))]);
  const asked = book.questions.filter((each) => questions.includes(each.id));
  const parts = await Promise.all(asked.map(async (question) => {
    const entries = said.flatMap((vendor) => documents(vendor, question).map((version) => entryOf(book, question, vendor, version)));
    return [question.question, await Promise.all(entries)];
  }));
  return [book, parts];
}

let latest = 0;
async function make() {
  const turn = (latest += 1);
  status.textContent = "Creating the brief…";
  let book;
  let questions;
  try {
    [book, questions] = await made(chosen("vendor"), chosen("question"));
  } catch {
    status.textContent = "The book’s data could not be fetched. Try again when the site can be reached.";
    return;
  }
  if (turn !== latest) return;
  const counts = `${counted("question")} asked of ${counted("vendor")}`;
  const style = forms.styles[form.elements.style.value].label;
  const summary = `Made on ${written(today())} from ${book.title}, ${book.base_url}. ${counts}; each answer is of the newest version of the ${textNoun}, read as archived. Quotations are verbatim and in whole sentences. References: ${style}.`;
  const brief = { title: book.title, about: summary, questions };
  const tools = element("p", "", "no-print brief-tools");
  const zipped = (type) => (blob) => new Blob([blob], { type: `application/vnd.openxmlformats-officedocument.${type}` });
  tools.append(
    button("Download for Word", () => download("brief.docx", zipped("wordprocessingml.document")(inDocx(brief, rich))), "quiet"), " ",
    button("Download as spreadsheet", () => download("brief.xlsx", zipped("spreadsheetml.sheet")(inXlsx(brief, note))), "quiet"), " ",
    button("Download as Markdown", () => download("brief.md", new Blob([inMarkdown(brief, note)], { type: "text/markdown" })), "quiet"), " ",
    button("Copy", () => copied(brief), "quiet"), " ", button("Print", () => window.print(), "quiet"),
  );
  const about = element("p", `${summary} This brief: `, "from");
  about.append(element("span", location.href, "address"));
  const parts = questions.map(([question, entries]) => {
    const part = element("section");
    part.append(element("h2", question), ...entries.map((entry) => shownEntry(book, entry)));
    return part;
  });
  out.replaceChildren(tools, about, ...parts);
  choice.open = false;
  status.textContent = `${counts}: created below. It has an address of its own and prints as it stands.`;
}

function tally() {
  form.querySelector("output").textContent = `${counted("vendor")} and ${counted("question")} selected`;
  for (const set of form.querySelectorAll("fieldset")) {
    const all = [...set.querySelectorAll("input")].every((box) => box.checked);
    set.querySelector("button").textContent = all ? "Select none" : "Select all";
  }
}

function read() {
  const wanted = new URLSearchParams(location.search);
  for (const kind of Object.keys(KINDS)) {
    const values = (wanted.get(kind) ?? "").split(",");
    for (const box of boxes(kind)) box.checked = values[0] === "all" || values.includes(box.value);
  }
  const style = wanted.get("style");
  if ([...form.elements.style.options].some((each) => each.value === style)) form.elements.style.value = style;
  tally();
  out.replaceChildren();
  status.textContent = "";
  choice.open = true;
  if (chosen("vendor").length && chosen("question").length) make();
}

for (const set of form.querySelectorAll("fieldset")) {
  const toggle = button("Select all", () => {
    const all = [...set.querySelectorAll("input")];
    const on = !all.every((box) => box.checked);
    for (const box of all) box.checked = on;
    tally();
  }, "quiet");
  toggle.setAttribute("aria-describedby", set.querySelector("legend").id);
  set.querySelector("legend").after(toggle);
}
const every = button("Select all questions", () => {
  for (const box of boxes("question")) box.checked = true;
  tally();
}, "quiet");
form.querySelector(".brief-make").prepend(every, " ");
form.addEventListener("change", tally);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (missing()) return;
  const wanted = new URLSearchParams(Object.keys(KINDS).map((kind) => [kind, chosen(kind).length === boxes(kind).length ? "all" : chosen(kind).join(",")]));
  if (form.elements.style.selectedIndex) wanted.set("style", form.elements.style.value);
  history.pushState(null, "", `?${wanted.toString().replaceAll("%2C", ",")}`);
  make();
  choice.querySelector("summary").focus();
});
addEventListener("popstate", read);
read();
