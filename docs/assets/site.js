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
