// In a long list, shows only the entries whose name holds what is typed.
for (const field of document.querySelectorAll("[data-narrows]")) {
  const entries = [...document.querySelectorAll(field.dataset.narrows)];
  const names = entries.map((entry) => entry.querySelector("a").textContent.toLowerCase());
  const told = document.querySelector("#_narrowed");
  const narrow = () => {
    const typed = field.value.trim().toLowerCase();
    const here = names.map((name) => name.includes(typed));
    entries.forEach((entry, number) => (entry.hidden = !here[number]));
    told.textContent = typed ? `${here.filter(Boolean).length} of ${entries.length}` : "";
  };
  field.addEventListener("input", narrow);
  field.form.addEventListener("submit", (event) => event.preventDefault());
  field.form.hidden = false;
  // A browser that goes back fills the field in again.
  narrow();
}
