// Show which span of the table a day falls into. The day stands in the address.
const form = document.querySelector("#_on");
const day = form.elements.day;
const said = form.querySelector("output");
const rows = [...document.querySelectorAll("tr[data-from]")];

function apply() {
  const found = day.value ? rows.filter((row) => row.dataset.from <= day.value && day.value <= row.dataset.to) : [];
  for (const row of rows) row.toggleAttribute("aria-current", found.includes(row));
  for (const row of found) row.setAttribute("aria-current", "date");
  said.textContent = found.map((row) => row.querySelector("td:last-child").textContent.trim()).join(" ");
}

form.addEventListener("input", () => {
  history.replaceState(null, "", location.pathname + (day.value ? `?on=${day.value}` : "") + location.hash);
  apply();
});
form.addEventListener("submit", (event) => event.preventDefault());
day.value = new URLSearchParams(location.search).get("on") ?? "";
form.hidden = false;
apply();
