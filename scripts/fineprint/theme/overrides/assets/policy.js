// Reading a policy: marks that can be switched off, sections by key, answers that open when they are gone to, and few
// stops of the tab key. All of it can be missing.
const MARKS = "fineprint.marks";
const button = document.createElement("button");
button.type = "button";
button.className = "quiet";

function remembered() {
  try {
    return localStorage.getItem(MARKS);
  } catch {
    return null;
  }
}

function setMarks(on) {
  document.body.classList.toggle("no-marks", !on);
  button.textContent = on ? "Hide highlights" : "Show highlights";
  try {
    localStorage.setItem(MARKS, on ? "on" : "off");
  } catch {
    // Without storage the choice holds for this page only.
  }
}

const bar = document.querySelector(".version-bar");
if (bar && document.querySelector(".words mark")) {
  button.addEventListener("click", () => setMarks(document.body.classList.contains("no-marks")));
  const between = document.createElement("span");
  between.className = "no-print";
  between.textContent = " · ";
  bar.append(between, button);
  setMarks(remembered() !== "off");
}

// Another text beside this one: what that needs is fetched when it is asked for.
if (bar) {
  const beside = document.createElement("button");
  Object.assign(beside, { type: "button", className: "quiet wide-only", textContent: "Side by side" });
  const between = document.createElement("span");
  Object.assign(between, { className: "no-print wide-only", textContent: " · " });
  bar.append(between, beside);
  const fetched = () => import("./beside.js");
  beside.addEventListener("click", () => fetched().then(({ choose }) => choose(beside)));
  if (new URLSearchParams(location.search).has("beside")) fetched().then(({ resume }) => resume(beside));
}

// n and p go to the next and the previous section.
const sections = [...document.querySelectorAll("h2[id], h3[id], h4[id], h5[id], h6[id]")].filter((head) => !head.id.startsWith("_"));
document.addEventListener("keydown", (event) => {
  if (!["n", "p"].includes(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
  const at = document.activeElement;
  if (at && (at.isContentEditable || /^(input|textarea|select)$/i.test(at.tagName) || at.closest("dialog"))) return;
  const top = sections.length ? parseFloat(getComputedStyle(sections[0]).scrollMarginTop) : 0;
  const tops = sections.map((head) => head.getBoundingClientRect().top - top);
  const next = event.key === "n" ? tops.findIndex((y) => y > 5) : tops.findLastIndex((y) => y < -5);
  if (next < 0) return;
  const head = sections[next];
  history.replaceState(null, "", `#${head.id}`);
  head.scrollIntoView({ block: "start" });
  head.tabIndex = -1;
  head.focus({ preventScroll: true });
});

// An answer that is gone to is open.
function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const answer = target?.closest("details");
  if (!answer || answer.open) return;
  answer.open = true;
  target.scrollIntoView();
}
addEventListener("hashchange", openTarget);
openTarget();

const lead = document.querySelector(".answers-lead");
if (lead) {
  const all = [...document.querySelectorAll(".answer")];
  const open = document.createElement("button");
  Object.assign(open, { type: "button", className: "quiet", textContent: "Open all" });
  open.addEventListener("click", () => {
    const opened = all.every((answer) => answer.open);
    for (const answer of all) answer.open = !opened;
    open.textContent = opened ? "Open all" : "Close all";
  });
  lead.append(" ", open);
}

// What stands around the clauses of a section is one stop of the tab key, and so are the answers on a topic.
for (const section of document.querySelectorAll(".section:has(> .clause)")) {
  const heading = section.previousElementSibling;
  const find = () => [
    ...heading.querySelectorAll(".headerlink"),
    ...section.querySelectorAll(":scope > .section-topics :is(a, button), .clause-tools :is(a, button, summary)"),
  ];
  globalThis.fineprintOneStop(find);
}
for (const topic of document.querySelectorAll(".answers")) {
  const summaries = [...topic.querySelectorAll(".answer > summary")];
  globalThis.fineprintOneStop(() => summaries);
}
