// Reading a policy: marks that can be switched off, sections by key, topics in the outline. All of it can be missing.
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

// The outline beside the text says what each section speaks of.
for (const link of document.querySelectorAll(".md-nav--secondary a.md-nav__link")) {
  const head = document.getElementById(link.hash.slice(1));
  const topics = head?.nextElementSibling?.querySelector(".section-topics");
  const named = [...(topics?.querySelectorAll("a") ?? [])].map((topic) => topic.textContent).join(", ");
  if (!named) continue;
  const note = document.createElement("span");
  note.className = "outline-topics";
  note.textContent = named;
  // They stand under the heading as well; read out with each link they would only lengthen it.
  note.setAttribute("aria-hidden", "true");
  link.append(note);
}
