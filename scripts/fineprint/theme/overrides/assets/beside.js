// Another version, or another vendor's, beside the one that is read, on a wide screen. The choice stands in the address.
// What can be chosen is taken from the pages that list it, and the other text from its own page.
const vendors = new URL("../../../", location.href);
const VERSION = /^[^/?#]+\/[^/?#]+\/\d{4}-\d\d-\d\d(-\d+)?$/;
const here = location.pathname.slice(vendors.pathname.length).replace(/\/(index\.html)?$/, "");

const make = (tag, given = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), given);
  made.append(...children);
  return made;
};

async function pageOf(address) {
  const found = await fetch(address);
  if (!found.ok) throw new Error(address);
  return new DOMParser().parseFromString(await found.text(), "text/html");
}

let button = null;
const select = make("select");
const sections = make("select");
const close = make("button", { type: "button", className: "quiet", textContent: "Close" });
const text = make("div", { className: "other-text", tabIndex: 0 });
text.setAttribute("role", "group");
text.setAttribute("aria-label", "The other text");
const panel = make(
  "aside",
  { className: "md-typeset other no-print", hidden: true },
  make("div", { className: "choose" }, make("label", {}, "Beside it ", select), make("label", {}, "Section ", sections), close),
  text,
);
panel.setAttribute("aria-label", "Side by side");

// Links of a page that lead to versions, with the names they are given.
function versionsOf(page, address, name) {
  return [...page.querySelectorAll("article a[href]")].flatMap((link) => {
    const path = new URL(link.getAttribute("href"), address).pathname.slice(vendors.pathname.length).replace(/\/(index\.html)?$/, "");
    return VERSION.test(path) && path !== here ? [[path, name(link)]] : [];
  });
}

async function offer() {
  const [every, own] = [vendors, new URL("../", location.href)];
  const [all, mine] = await Promise.all([pageOf(every), pageOf(own)]);
  const others = versionsOf(all, every, (link) => `${link.closest("tr")?.querySelector("th").textContent.trim()}, ${link.textContent.trim()}`);
  const groups = { "Other versions": versionsOf(mine, own, (link) => link.textContent.trim()), "Other texts": others };
  select.replaceChildren(new Option("choose", ""));
  for (const [label, entries] of Object.entries(groups)) {
    const options = [...new Map(entries)].map(([path, name]) => new Option(name, path));
    if (options.length) select.append(make("optgroup", { label }, ...options));
  }
}

// The words of the other page, whose ids would stand here twice and whose tools belong to its own page.
async function show(path) {
  const address = new URL(`${path}/`, vendors);
  const page = await pageOf(address);
  const title = page.querySelector("h1");
  title.querySelector(".headerlink")?.remove();
  const parts = [make("h2", {}, make("a", { href: address.href, textContent: title.textContent.trim() }))];
  for (let part = title.nextElementSibling; part && part.id !== "_answers"; part = part.nextElementSibling) {
    if (part.matches("h2, h3, h4, h5, h6, .section")) parts.push(document.adoptNode(part.cloneNode(true)));
  }
  sections.replaceChildren(new Option("from the top", 0));
  parts.forEach((part, number) => {
    for (const link of part.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), address);
    for (const tool of part.querySelectorAll(".headerlink, details, a[id]")) tool.remove();
    for (const named of [part, ...part.querySelectorAll("[id]")]) named.removeAttribute("id");
    if (number && /^H\d$/.test(part.tagName)) sections.append(new Option(part.textContent.trim(), number));
  });
  text.replaceChildren(...parts);
  text.scrollTop = 0;
}

async function open(path) {
  panel.hidden = false;
  document.body.classList.add("comparing");
  try {
    if (!select.options.length) await offer();
    if (path) await show(path);
    select.value = path;
  } catch {
    text.replaceChildren(make("p", { textContent: "The other text can’t be fetched here." }));
  }
  const query = path ? `?beside=${path}` : "";
  history.replaceState(null, "", location.pathname + query + location.hash);
}

function shut() {
  panel.hidden = true;
  document.body.classList.remove("comparing");
  history.replaceState(null, "", location.pathname + location.hash);
  button.focus();
}

document.querySelector(".md-container").after(panel);
close.addEventListener("click", shut);
select.addEventListener("change", () => open(select.value));
sections.addEventListener("change", () => {
  const part = text.children[Number(sections.value)];
  text.scrollTop = Number(sections.value) ? part.offsetTop - text.offsetTop : 0;
});
panel.addEventListener("keydown", (event) => event.key === "Escape" && shut());

// Ask what is to stand beside; the button that asked has the focus again at the end.
export function choose(asking) {
  button = asking;
  return open("").then(() => select.focus());
}

// Show what the address names, if that is a version.
export function resume(asking) {
  button = asking;
  const asked = new URLSearchParams(location.search).get("beside") ?? "";
  if (VERSION.test(asked)) open(asked);
}
