// A long list: shows the entries whose name holds what is typed and that have the value that is chosen, 25 at a time.
// Both stand in the address. Without scripts, and on paper, the whole list is there.
const MOST = 25;

for (const form of document.querySelectorAll("form[data-narrows]")) {
  const { find, value } = form.elements;
  const shownCount = form.querySelector("output");
  const entries = [...document.querySelectorAll(form.dataset.narrows)];
  const names = entries.map((entry) => entry.querySelector("a").textContent.toLowerCase());
  let from = 0;

  const turn = (name, sign, by) => {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: sign });
    made.setAttribute("aria-label", name);
    made.addEventListener("click", () => {
      from += by * MOST;
      lay();
      form.scrollIntoView({ block: "nearest" });
    });
    return made;
  };
  const pager = () => {
    const made = document.createElement("span");
    made.className = "pager";
    made.append(turn("Previous page", "‹", -1), document.createElement("span"), turn("Next page", "›", 1));
    return made;
  };
  const pagers = [pager(), pager()];
  form.append(pagers[0]);
  entries[0]?.closest(".wide, ul")?.after(pagers[1]);

  const fits = (entry, number) =>
    names[number].includes(find.value.trim().toLowerCase()) && (!value?.value || entry.dataset.value === value.value);

  function lay() {
    const left = entries.filter(fits);
    from = Math.max(0, Math.min(from, Math.floor((left.length - 1) / MOST) * MOST));
    const here = new Set(left.slice(from, from + MOST));
    for (const entry of entries) entry.hidden = !left.includes(entry);
    for (const entry of left) entry.classList.toggle("on-another-page", !here.has(entry));
    shownCount.textContent = left.length < entries.length ? `${left.length} of ${entries.length}` : "";
    for (const each of pagers) {
      each.hidden = left.length <= MOST;
      each.children[0].disabled = from === 0;
      each.children[1].textContent = `${from + 1}–${from + here.size} of ${left.length}`;
      each.children[2].disabled = from + MOST >= left.length;
    }
  }

  // An entry that is gone to is shown, whatever was asked for before.
  function show() {
    const number = entries.indexOf(document.getElementById(decodeURIComponent(location.hash.slice(1))));
    if (number < 0) return;
    if (!fits(entries[number], number)) form.reset();
    from = Math.floor(entries.filter(fits).indexOf(entries[number]) / MOST) * MOST;
    lay();
    entries[number].scrollIntoView();
  }

  form.addEventListener("input", () => {
    from = 0;
    const wanted = new URLSearchParams();
    for (const field of [find, value]) if (field?.value.trim()) wanted.set(field.name, field.value.trim());
    history.replaceState(null, "", location.pathname + (wanted.size ? `?${wanted}` : "") + location.hash);
    lay();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", show);
  const asked = new URLSearchParams(location.search);
  for (const field of [find, value]) if (field) field.value = asked.get(field.name) ?? "";
  form.hidden = false;
  lay();
  show();
}
