// Suggestions while a reader types: vendors, questions and words of the book that begin so, in a list below the field.
import { made } from "./search-show.js";

const MOST = 8;

export function suggestions({ field, load, form }) {
  const list = document.querySelector("#_suggestions");
  let at = -1;
  let turn = 0;

  function close() {
    turn += 1;
    list.hidden = true;
    at = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function choose(option) {
    field.value = option.textContent;
    close();
    form.requestSubmit();
  }

  function move(step) {
    const options = [...list.children];
    at = (at + step + options.length + 1) % (options.length + 1);
    options.forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
    if (options[at]) field.setAttribute("aria-activedescendant", options[at].id);
    else field.removeAttribute("aria-activedescendant");
  }

  async function offer() {
    const mine = ++turn;
    const typed = field.value.trim();
    if (!typed || typed.includes('"')) return close();
    const book = await load().catch(() => undefined);
    if (!book || mine !== turn) return undefined;
    const found = await matching(book, typed);
    if (mine !== turn || document.activeElement !== field) return undefined;
    if (!found.length) return close();
    at = -1;
    list.replaceChildren(...found.map((text, number) => {
      const option = made("li", text);
      option.id = `_suggestion-${number}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.addEventListener("mousedown", (event) => {
        event.preventDefault();
        choose(option);
      });
      return option;
    }));
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    return undefined;
  }

  field.addEventListener("input", offer);
  field.addEventListener("blur", close);
  form.addEventListener("submit", close);
  field.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      choose(list.children[at]);
    }
  });
}

// Vendors and words that begin with the last word typed, and questions that have all that is typed.
async function matching({ words, own }, typed) {
  const all = words.cut(typed).flatMap((each) => each.words);
  const last = all.at(-1);
  if (!last) return [];
  const begins = (name) => all.every((word, place) => name.some((each) => (place === all.length - 1 ? each.startsWith(word) : each === word)));
  const of = (kind, most) => own.entries.filter((entry) => entry.kind === kind && begins(entry.name)).slice(0, most).map(({ title }) => title);
  const vocabulary = all.length > 1 ? [] : await words.listed(last[0]);
  const frequent = vocabulary.filter(([word]) => word.startsWith(last) && word !== last && word.length > 2).sort(([, one], [, other]) => other - one);
  const found = [...of("vendor", 3), ...frequent.slice(0, 3).map(([word]) => word), ...of("question", 4)];
  return [...new Set(found)].slice(0, MOST);
}
