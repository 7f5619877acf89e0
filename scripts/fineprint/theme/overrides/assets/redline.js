// What changed between two versions: n and p go to the next and the previous change, as the links beside each do.
const changes = [...document.querySelectorAll(".change[id]")];
document.addEventListener("keydown", (event) => {
  if (!["n", "p"].includes(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
  const at = document.activeElement;
  if (at && (at.isContentEditable || /^(input|textarea|select)$/i.test(at.tagName) || at.closest("dialog"))) return;
  const top = changes.length ? parseFloat(getComputedStyle(changes[0]).scrollMarginTop) : 0;
  const tops = changes.map((change) => change.getBoundingClientRect().top - top);
  // Near the end of a page two changes can stand at one scroll position: then the one that has the focus tells.
  const here = changes.indexOf(at);
  const step = event.key === "n" ? 1 : -1;
  const seen = step > 0 ? tops.findIndex((y) => y > 5) : tops.findLastIndex((y) => y < -5);
  const next = here < 0 ? seen : here + step;
  if (!changes[next]) return;
  history.replaceState(null, "", `#${changes[next].id}`);
  changes[next].scrollIntoView({ block: "start" });
  changes[next].tabIndex = -1;
  changes[next].focus({ preventScroll: true });
});
