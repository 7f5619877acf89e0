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

// Heard, a heading is its words, and the sign behind it a link with a name.
for (const link of document.querySelectorAll(":is(h1, h2, h3, h4, h5, h6) > .headerlink")) {
  const heading = link.parentElement;
  const words = heading.textContent.slice(0, -link.textContent.length).trim();
  heading.setAttribute("aria-label", words);
  link.setAttribute("aria-label", `Link to the section ${words}`);
}
