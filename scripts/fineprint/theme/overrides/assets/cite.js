// A control beside whatever can be cited in a version: itself, its sections, clauses and answers, and words that are
// selected. cite-answers.js does it on other pages. Nothing is fetched before a reader asks.
const here = document.querySelector("script[src$='assets/cite.js']").src;
let waiting;
function references() {
  waiting ??= new Promise((found, failed) => {
    const script = document.createElement("script");
    script.src = new URL("references.js", here);
    script.onload = () => found(globalThis.fineprintReferences);
    script.onerror = () => {
      waiting = undefined;
      failed();
    };
    document.head.append(script);
  });
  return waiting;
}

const fold = (text) => text.trim().replace(/\s+/g, " ");
const folder = (link) => new URL("./", link.href ?? link);

// The name that is read out begins with the words that are seen.
function control(hidden, toCite) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "cite", textContent: "Cite" });
  const more = document.createElement("span");
  Object.assign(more, { className: "visually-hidden", textContent: ` ${hidden}` });
  button.append(more);
  button.setAttribute("aria-haspopup", "dialog");
  button.addEventListener("click", () => cite(toCite()));
  return button;
}

// On paper the control is left out, and what parts it from the words before it too.
function between() {
  const made = document.createElement("span");
  Object.assign(made, { className: "no-print", textContent: " · " });
  return made;
}

// What to cite, by where it lies: a folder of a version and a fragment of it, or what the page itself says of a work.
async function cite({ name, at, fragment = "", work, passages = [] }) {
  const { open, holesAt, today } = await references();
  open({
    name,
    holes: async () => (work ? { ...work, accessed: today() } : holesAt(at, fragment)),
    passages: passages.map(([label, words, where, part]) => [label, words, () => holesAt(where, part)]),
  });
}

// Words that the reader has selected inside an element; remembered, since a press on a button ends the selection.
let selected = ["", null];
document.addEventListener("pointerdown", (event) => {
  if (!event.target.closest?.(".cite, .selection-cite")) selected = ["", null];
});
const selectedIn = (element) => (element.contains(selected[1]) ? selected[0] : "");

const headline = document.querySelector("h1");
const named = (heading) => fold([...heading.childNodes].filter((node) => !node.classList?.contains("headerlink")).map((node) => node.textContent).join(""));
const version = document.querySelector(".version-bar");

// The words of a passage as the page shows them: what leads it in stands in elements of its own.
function wordsOf(shown) {
  const copy = shown.cloneNode(true);
  const led = [...copy.querySelectorAll(".lead-in")].map((part) => {
    part.remove();
    return fold(part.textContent);
  });
  return [...led, fold(copy.textContent)];
}

const label = (position, count) => (count > 1 ? `Quote ${position + 1}` : "Quote");

if (version) {
  const at = folder(document.baseURI);
  version.append(between(), control("this version", () => ({ name: named(headline), at })));
  for (const section of document.querySelectorAll(".section")) {
    const heading = section.previousElementSibling;
    if (!heading?.id) continue;
    const name = named(heading);
    const line = section.querySelector(":scope > .section-topics");
    line.append(line.textContent.endsWith(".") ? " " : between(), control(`the section ${name}`, () => ({ name, at, fragment: heading.id })));
    for (const clause of section.querySelectorAll(":scope > .clause")) {
      const title = `${name}, clause ${clause.id.split(".")[1]}`;
      const words = clause.querySelector(":scope > .words");
      const toCite = () => {
        const part = selectedIn(words);
        const led = clause.dataset.led ? [clause.dataset.led] : [];
        const passages = [["Clause", [...led, words.innerText.trim()], at, clause.id]];
        if (part) passages.unshift(["Selected words", [part], at, clause.id]);
        return { name: title, at, fragment: clause.id, passages };
      };
      clause.querySelector(".clause-link").after(control(title, toCite));
    }
  }
  for (const answer of document.querySelectorAll(".answer")) {
    const last = answer.querySelector(":scope > .trust");
    if (!last) continue;
    const name = fold(answer.querySelector("h4").textContent);
    const toCite = () => {
      const quotes = [...answer.querySelectorAll(".quote")].filter((quote) => quote.querySelector(".from a"));
      const passages = quotes.map((quote, position) => {
        const place = quote.querySelector(".from a").hash.slice(1);
        return [label(position, quotes.length), wordsOf(quote.querySelector("p")), at, place];
      });
      return { name, at, fragment: answer.id, passages };
    };
    last.append(" ", control(`the answer to: ${name}`, toCite));
  }
}

globalThis.fineprintCite = { between, cite, control, fold, folder, label, named, wordsOf };

// Beside words that are selected inside a policy: the same, for just these words.
const tools = document.createElement("div");
Object.assign(tools, { className: "selection-cite", hidden: true });
tools.setAttribute("role", "group");
tools.setAttribute("aria-label", "The selected words");
document.addEventListener("selectionchange", () => {
  const now = getSelection();
  if (!version || now.isCollapsed || !now.rangeCount) {
    tools.hidden = true;
    return;
  }
  const range = now.getRangeAt(0);
  selected = [fold(String(now)), range.commonAncestorContainer];
  const holder = selected[1].nodeType === Node.ELEMENT_NODE ? selected[1] : selected[1].parentElement;
  const clause = holder.closest(".clause > .words")?.parentElement;
  tools.hidden = !clause || !selected[0];
  if (tools.hidden) return;
  if (tools.parentElement !== clause) clause.append(tools);
  const [box, around] = [range.getBoundingClientRect(), clause.getBoundingClientRect()];
  tools.style.top = `${box.bottom - around.top + 6}px`;
});
function onSelection(text, act) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", textContent: text });
  button.addEventListener("click", () => act(tools.parentElement, selected[0]));
  tools.append(button);
}
const heard = document.createElement("span");
heard.setAttribute("role", "status");
async function put(text, said) {
  try {
    await navigator.clipboard.writeText(text);
    heard.textContent = said;
  } catch {
    heard.textContent = "This browser does not let the page copy; “Cite” shows the text.";
  }
}
onSelection("Copy with reference", async (clause, words) => {
  const { filled, holesAt, quoted, table } = await references();
  put(`${quoted([words])}\n\n${filled(await table(), "plain", await holesAt(folder(document.baseURI), clause.id))}`, "Copied with reference");
});
onSelection("Copy link", async (clause, words) => {
  const { holesAt, toWords } = await references();
  put(toWords((await holesAt(folder(document.baseURI), clause.id)).address, words), "Link copied");
});
tools.append(heard);
