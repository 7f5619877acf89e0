// A brief: chosen vendors and questions with quotes, references and hashes, made from the data of these vendors alone.
// What is chosen stands in the address, and the form is folded away above what was made.
const form = document.querySelector("#_brief");
const choice = document.querySelector("#_choice");
const out = document.querySelector("#_made");
const status = document.querySelector("#_brief-status");
const root = new URL(form.dataset.root, document.baseURI);
const shared = JSON.parse(form.dataset.shared);
const { noun, nouns, text: textNoun } = form.dataset;
const KINDS = { vendor: [noun, nouns], question: ["question", "questions"] };
let head;
const loaded = new Map();

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
  return question.values.find((own) => own.id === value)?.label ?? shared[value] ?? value;
}

function newest(vendor, documents) {
  return vendor.versions.filter((version) => documents.includes(version.document)).sort((a, b) => (a.date < b.date ? 1 : -1))[0];
}

// The permanent address in words, leading to the place in this copy of the site.
function lead(address) {
  const link = element("a", address);
  link.href = new URL(address.slice(head.base_url.length), root);
  return link;
}

// A quote in its whole sentence with what leads it in; the quoted part is marked.
function quoted(question, version, quote) {
  const block = element("blockquote", "", "quote");
  const words = element("p");
  words.lang = version.language;
  for (const led of quote.lead_in) words.append(element("span", `“${led}”`, "lead-in"), " ");
  const [start, end] = quote.quoted;
  words.append(`“${quote.sentence.slice(0, start)}`, element("mark", quote.sentence.slice(start, end)), `${quote.sentence.slice(end)}”`);
  const from = element("p", quote.reads_as ? `Reads as: ${label(question, quote.reads_as)}. ` : "", "from");
  from.append(lead(`${version.address}#${quote.at}`));
  block.append(words, from);
  return block;
}

function entry(question, vendor) {
  const version = newest(vendor, question.documents);
  const part = element("div", "", "brief-entry");
  const answer = version?.answers.find((each) => each.question === question.id);
  const own = question.values.some((each) => each.id === answer?.value);
  const state = own ? "stated" : (answer?.value ?? "awaiting-review");
  part.append(element("h3", `${vendor.name}, ${version ? written(version.date) : "no version"}`));
  const value = element("p");
  value.append(element("span", answer ? label(question, answer.value) : "Awaiting review", `state state-${state}`));
  part.append(value);
  if (!answer) return part;
  part.append(element("p", answer.note));
  part.append(...answer.quotes.map((quote) => quoted(question, version, quote)));
  if (answer.value === "not-stated") {
    const language = version.language.split("-")[0];
    const other = Object.entries(question.other_search_terms).find(([tag]) => tag.split("-")[0] === language);
    part.append(element("p", `Searched for, with no passage that answers: ${(other?.[1] ?? question.search_terms).join(", ")}.`, "note"));
  }
  if (answer.limits.length) part.append(element("p", "Narrowed by:", "limits-label"));
  part.append(...answer.limits.map((limit) => quoted(question, version, limit)));
  const source = element("p", `${version.publisher}, ${version.title}, ${written(version.date)}. Answer reviewed on ${written(answer.reviewed)}: `, "from");
  source.append(lead(`${version.address}#_${question.id}`), ". SHA-256 of the stored text: ", element("span", version.sha256, "hash"), ".");
  part.append(source);
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

async function data(path) {
  const answer = await fetch(new URL(path, root));
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

// Markdown of what is shown, for what takes no rich text.
function markdown(node) {
  const plain = (text) => text.trim().replace(/\s+/g, " ").replace(/[\\`*_[\]<>#|]/g, "\\$&");
  const blocks = [...node.querySelectorAll("h2, h3, p:not(.no-print)")].map((each) => {
    if (each.tagName === "H2") return `## ${plain(each.textContent)}`;
    if (each.tagName === "H3") return `### ${plain(each.textContent)}`;
    const copy = each.cloneNode(true);
    const links = [...copy.querySelectorAll("a")].map((link) => link.textContent);
    copy.querySelectorAll("a").forEach((link, at) => link.replaceWith(`\u0001${at}\u0001`));
    const said = plain(copy.textContent).replace(/\u0001(\d+)\u0001/g, (_, at) => `<${links[at]}>`);
    return each.closest("blockquote") && !each.classList.contains("from") ? `> ${said}` : said;
  });
  return `# ${plain(head.title)}: brief\n\n${blocks.join("\n\n")}\n`;
}

async function copied() {
  const holder = out.cloneNode(true);
  for (const left of holder.querySelectorAll(".no-print")) left.remove();
  for (const link of holder.querySelectorAll("a")) link.href = link.textContent;
  const kinds = { "text/html": holder.innerHTML, "text/plain": markdown(out) };
  try {
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(Object.entries(kinds).map(([type, text]) => [type, new Blob([text], { type })])))]);
    status.textContent = "The brief is copied: with its form where rich text is taken, else as Markdown.";
  } catch {
    status.textContent = "The brief could not be copied here. Download it as Markdown instead.";
  }
}

function download() {
  const link = element("a");
  link.href = URL.createObjectURL(new Blob([markdown(out)], { type: "text/markdown" }));
  link.download = "brief.md";
  link.click();
  URL.revokeObjectURL(link.href);
}

async function make() {
  const vendors = chosen("vendor");
  const questions = chosen("question");
  status.textContent = "Creating the brief…";
  try {
    head ??= await data("data/questions.json");
    await Promise.all(vendors.map(async (id) => loaded.has(id) || loaded.set(id, await data(`${form.dataset.vendors}/${id}/answers.json`))));
  } catch {
    status.textContent = "The book’s data could not be fetched. Try again when the site can be reached.";
    return;
  }
  const counts = `${counted("question")} asked of ${counted("vendor")}`;
  const now = new Date();
  const made = written([now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-"));
  const about = element("p", `${head.title}: ${counts}. The newest version of each ${textNoun}. Made on ${made}. Quotations are verbatim and in whole sentences. This brief: `, "from");
  about.append(element("span", location.href, "address"));
  const print = element("p", "", "no-print");
  print.append(button("Print", () => window.print(), "quiet"), " ", button("Copy", copied, "quiet"), " ", button("Download as Markdown", download, "quiet"));
  const parts = head.questions.filter((each) => questions.includes(each.id)).map((question) => {
    const part = element("section");
    part.append(element("h2", question.question));
    part.append(...vendors.map((id) => entry(question, loaded.get(id))));
    return part;
  });
  out.replaceChildren(print, about, ...parts);
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
    for (const box of boxes(kind)) box.checked = values.includes(box.value);
  }
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
  const wanted = new URLSearchParams(Object.keys(KINDS).map((kind) => [kind, chosen(kind).join(",")]));
  history.pushState(null, "", `?${wanted.toString().replaceAll("%2C", ",")}`);
  make();
  choice.querySelector("summary").focus();
});
addEventListener("popstate", read);
read();
