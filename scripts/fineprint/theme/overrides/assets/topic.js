// Two vendors side by side on a topic. The choice stands in the address; without scripts they stand one below the other.
const heads = [...document.querySelectorAll("h2[id]")].filter((head) => head.nextElementSibling?.matches(".section"));
const form = document.querySelector("#_beside");

function choose() {
  const wanted = (new URLSearchParams(location.search).get("beside") || "").split(",");
  form.elements.left.value = wanted[0] || "";
  form.elements.right.value = wanted[1] || "";
  const pair = new Set(wanted.filter(Boolean));
  const beside = pair.size === 2;
  document.body.classList.toggle("beside", beside);
  // Hundreds of vendors stand where they are until two of them are chosen.
  if (!beside && !wrapped) return;
  if (!wrapped) wrapAll();
  for (const head of heads) {
    const column = head.parentElement;
    column.hidden = beside && !pair.has(head.id);
    column.style.order = beside && head.id === wanted[1] ? "2" : "1";
  }
}

let wrapped = false;

function wrapAll() {
  const all = document.createElement("div");
  all.className = "beside-columns";
  heads[0].before(all);
  for (const head of heads) all.append(wrap(head));
  wrapped = true;
}

function wrap(head) {
  const column = document.createElement("div");
  column.className = "beside-column";
  const body = head.nextElementSibling;
  head.before(column);
  column.append(head, body);
  return column;
}

if (heads.length > 1) {
  for (const select of [form.elements.left, form.elements.right]) {
    for (const head of heads) select.append(new Option(head.firstChild.textContent.trim(), head.id));
  }
  form.addEventListener("change", () => {
    const pair = [form.elements.left.value, form.elements.right.value];
    const address = pair[0] && pair[1] && pair[0] !== pair[1] ? `?beside=${pair.join(",")}` : location.pathname;
    if (pair[0] && pair[1]) history.replaceState(null, "", address);
    else history.replaceState(null, "", location.pathname);
    const [left, right] = pair;
    choose();
    form.elements.left.value = left;
    form.elements.right.value = right;
  });
  form.hidden = false;
  choose();
}
