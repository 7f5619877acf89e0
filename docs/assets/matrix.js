// Choose vendors, show only rows that differ among them, go to a topic. The choice stands in the address.
const form = document.querySelector("#_choose");
const table = document.querySelector(".matrix table");
const chosen = document.querySelector("#_chosen");
const boxes = [...form.querySelectorAll("[name=show]")];
const differ = form.elements.differ;

function read() {
  const wanted = new URLSearchParams(location.search);
  const show = wanted.get("show");
  for (const box of boxes) box.checked = show === null || show.split(",").includes(box.value);
  differ.checked = wanted.get("differ") === "1";
}

function write() {
  const wanted = new URLSearchParams();
  const shown = boxes.filter((box) => box.checked).map((box) => box.value);
  if (shown.length < boxes.length) wanted.set("show", shown.join(","));
  if (differ.checked) wanted.set("differ", "1");
  const query = wanted.toString().replaceAll("%2C", ",");
  history.replaceState(null, "", location.pathname + (query ? `?${query}` : "") + location.hash);
}

function apply() {
  const shown = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
  for (const cell of table.querySelectorAll("[data-vendor]")) cell.hidden = !shown.has(cell.dataset.vendor);
  let rows = 0;
  for (const body of table.tBodies) {
    let left = 0;
    for (const row of body.querySelectorAll("tr[data-differs]")) {
      const said = new Set([...row.querySelectorAll("td:not([hidden])")].map((cell) => cell.textContent.trim()));
      row.hidden = differ.checked && said.size < 2;
      left += row.hidden ? 0 : 1;
    }
    body.hidden = left === 0;
    rows += left;
  }
  const columns = 1 + shown.size;
  for (const head of table.querySelectorAll("tr.group th")) head.colSpan = columns;
  chosen.textContent = `${rows} questions; ${shown.size} of ${boxes.length} columns shown`;
}

form.addEventListener("change", (event) => {
  if (event.target.name === "go") {
    document.getElementById(event.target.value)?.scrollIntoView({ block: "start" });
    return;
  }
  write();
  apply();
});
document.querySelector("#_copy").addEventListener("click", async () => {
  await navigator.clipboard.writeText(location.href);
  chosen.textContent = "The link is copied.";
});
form.addEventListener("submit", (event) => event.preventDefault());
read();
apply();
form.hidden = false;
