// The key "/" opens the search, as long as nothing is being typed.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  const at = document.activeElement;
  if (at && (at.isContentEditable || /^(input|textarea|select)$/i.test(at.tagName))) return;
  const field = document.querySelector("#_query, #_find");
  const link = document.querySelector(".search-link");
  if (!field && !link) return;
  event.preventDefault();
  if (field) field.focus();
  else location.assign(link.href);
});

// Heard, a heading is its words, and the sign behind it a link that doesn't say them again.
for (const link of document.querySelectorAll(":is(h1, h2, h3, h4, h5, h6) > .headerlink")) {
  link.parentElement.setAttribute("aria-label", link.parentElement.textContent.slice(0, -link.textContent.length).trim());
  link.setAttribute("aria-label", link.title);
  link.removeAttribute("title");
}

// One stop of the tab key for many things: the arrow keys go from one to the next. Without scripts each is a stop.
globalThis.fineprintOneStop = (find) => {
  const rest = (at) => {
    for (const each of find()) each.tabIndex = each === at ? 0 : -1;
  };
  for (const each of find()) {
    each.addEventListener("focus", () => rest(each));
    each.addEventListener("keydown", (event) => {
      const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
      if (!by || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      const all = find().filter((other) => other.checkVisibility());
      const next = all[all.indexOf(each) + by];
      event.preventDefault();
      next?.focus();
    });
  }
  rest(find()[0]);
};
for (const picture of document.querySelectorAll(".chart.one-stop:has(a)")) {
  const links = [...picture.querySelectorAll("a")];
  globalThis.fineprintOneStop(() => links);
}
if (document.querySelector(".clause")) {
  const links = [...document.querySelectorAll(".md-nav--secondary a")];
  if (links.length) globalThis.fineprintOneStop(() => links);
}

// Light or dark: as the reader's system is, until one is chosen. The theme's inline script shows a choice on later pages.
const colours = [...document.querySelectorAll("[data-md-component=palette] input")];

function colour(option) {
  option.checked = true;
  const seen = ["media", "scheme", "primary", "accent"].map((name) => [name, option.getAttribute(`data-md-color-${name}`)]);
  for (const [name, value] of seen) document.body.setAttribute(`data-md-color-${name}`, value);
  for (const each of colours) each.nextElementSibling.hidden = each !== option;
  return Object.fromEntries(seen);
}

for (const option of colours) {
  option.addEventListener("change", () => __md_set("__palette", { index: colours.indexOf(option), color: colour(option) }));
  const system = matchMedia(option.dataset.mdColorMedia);
  const follow = () => system.matches && !chosenColour() && colour(option);
  system.addEventListener("change", follow);
  follow();
}
if (chosenColour()) colour(chosenColour());

function chosenColour() {
  try {
    return colours[__md_get("__palette")?.index];
  } catch {
    return undefined;
  }
}

// The outline beside the text marks the section that is read and keeps it in view.
const outline = document.querySelector(".md-sidebar--secondary .md-sidebar__scrollwrap");
const entries = [...(outline?.querySelectorAll("a[href*='#']") ?? [])]
  .map((link) => [link, document.getElementById(decodeURIComponent(link.hash.slice(1)))])
  .filter(([, head]) => head);
let marked;

function mark() {
  const top = innerHeight / 4;
  const [link] = entries.findLast(([, head]) => head.getBoundingClientRect().top < top) ?? [];
  if (link === marked) return;
  marked?.classList.remove("md-nav__link--active");
  marked = link;
  if (!link) return;
  link.classList.add("md-nav__link--active");
  const middle = link.getBoundingClientRect().top - outline.getBoundingClientRect().top - outline.clientHeight / 2;
  outline.scrollBy({ top: middle });
}

if (entries.length) {
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      mark();
    });
  };
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon, { passive: true });
  soon();
}
