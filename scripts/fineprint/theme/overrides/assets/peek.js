// Shows the words an answer rests on beside the pointer or the focus. The link itself leads to them without scripts.
const bubble = document.createElement("div");
bubble.className = "peek";
bubble.hidden = true;
const passages = document.createElement("div");
passages.id = "_peek";
passages.setAttribute("role", "tooltip");
bubble.append(passages);
if (globalThis.fineprintCiteCell) {
  const cite = document.createElement("button");
  Object.assign(cite, { type: "button", className: "cite", textContent: "Cite (key c)" });
  cite.addEventListener("click", () => citeCell(anchor));
  bubble.append(cite);
}
document.body.append(bubble);
let anchor = null;

// The quotes of a cell of the matrix lie in its column's file, which is fetched once.
const columns = new Map();

async function quotesOf(link) {
  if (link.dataset.quotes) return link.dataset.quotes;
  const { vendor } = link.closest("td").dataset;
  const { question } = link.closest("tr").dataset;
  const folder = document.querySelector("#_choose").dataset.columns;
  if (!columns.has(vendor)) {
    columns.set(vendor, fetch(new URL(`${folder}${vendor}/column.json`, document.baseURI)).then((found) => found.json()));
  }
  const number = [...link.closest("tr").querySelectorAll(`td[data-vendor="${vendor}"]`)].indexOf(link.closest("td"));
  const cell = new DOMParser().parseFromString((await columns.get(vendor))[number].cells[question], "text/html");
  return cell.querySelector("[data-quotes]").dataset.quotes;
}

async function citeCell(link) {
  globalThis.fineprintCiteCell(link.closest("td"), link.hasAttribute("data-quotes") ? await quotesOf(link) : "");
}

async function show(link) {
  if (anchor === link) return;
  hide();
  anchor = link;
  try {
    link.dataset.quotes = await quotesOf(link);
  } catch {
    columns.clear();
    return;
  }
  if (anchor !== link) return;
  passages.replaceChildren();
  for (const quote of link.dataset.quotes.split("\n")) {
    const [label, before, quoted, after] = quote.split("\t");
    const mark = document.createElement("mark");
    mark.textContent = quoted;
    const line = document.createElement("p");
    line.append(label ? `${label} “` : "“", before, mark, after, "”");
    passages.append(line);
  }
  bubble.hidden = false;
  link.setAttribute("aria-describedby", passages.id);
  const box = link.getBoundingClientRect();
  const width = Math.min(360, innerWidth - 24);
  bubble.style.width = `${width}px`;
  bubble.style.left = `${Math.max(12, Math.min(box.left, innerWidth - width - 12))}px`;
  const below = box.bottom + 6;
  const above = box.top - bubble.offsetHeight - 6;
  bubble.style.top = `${below + bubble.offsetHeight > innerHeight && above > 0 ? above : below}px`;
}

function hide() {
  anchor?.removeAttribute("aria-describedby");
  anchor = null;
  bubble.hidden = true;
}

function linkOf(event) {
  return event.target instanceof Element ? event.target.closest("[data-quotes]") : null;
}

// The bubble stays while the pointer is over the link or over the bubble itself, and goes with Escape.
document.addEventListener("pointerover", (event) => {
  const link = linkOf(event);
  if (link) show(link);
  else if (anchor && !bubble.contains(event.target) && !anchor.matches(":focus-visible")) hide();
});
document.addEventListener("focusin", (event) => {
  const link = linkOf(event);
  if (link && link.matches(":focus-visible")) show(link);
  else if (anchor && !bubble.contains(event.target)) hide();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
  if (event.key !== "c" || event.ctrlKey || event.metaKey || event.altKey || !globalThis.fineprintCiteCell) return;
  const link = event.target.closest?.(".matrix td[data-vendor] a");
  if (link) citeCell(link);
});
// Words that are still on their way are shown where their answer then stands.
addEventListener("scroll", (event) => bubble.hidden || event.target === bubble || hide(), { capture: true, passive: true });
