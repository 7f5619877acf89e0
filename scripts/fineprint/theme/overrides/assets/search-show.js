// What the search page shows of a text, and how it says that words are in none.
import { countedTexts, standing } from "./search-query.js";

// Characters of an excerpt, and before the first word that is marked.
const LONG = 300;
const AHEAD = 90;

export function made(tag, text, className) {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  if (className) element.className = className;
  return element;
}

export function link(text, href) {
  const element = made("a", text);
  element.href = href;
  return element;
}

export function listed(count, one, many) {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
}

export function spelled(date) {
  const [year, month, day] = date.split("-").map(Number);
  const long = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  return new Date(Date.UTC(year, month - 1, day)).toLocaleDateString("en-GB", long);
}

// Where the words and phrases that were asked for stand in a text.
function marks(words, asked, text) {
  const spaced = words.cut(text).filter((each) => [...each.words, each.joined].some((word) => asked.forms.has(word) && !words.isUnspaced(word)));
  const signs = [...asked.forms].filter(words.isUnspaced).flatMap((form) => standing(words, text, [...form]).map((span) => [span, form]));
  const phrases = asked.phrases.flatMap((list) => standing(words, text, list));
  const spans = [...phrases, ...spaced.map(({ start, end }) => [start, end]), ...signs.map(([span]) => span)].sort(([one], [other]) => one - other);
  const kinds = new Set([...signs.map(([, form]) => form), ...spaced.flatMap((each) => [...each.words, each.joined].filter((word) => asked.forms.has(word)))]);
  const apart = [];
  for (const [start, end] of spans) {
    if (apart.length && start <= apart.at(-1)[1]) apart.at(-1)[1] = Math.max(end, apart.at(-1)[1]);
    else apart.push([start, end]);
  }
  return { spans: apart, worth: kinds.size + phrases.length * 10 };
}

// The clause of a section that holds most of what was asked for, cut to its surroundings, with the words marked.
export function excerpt(words, asked, { clauses }, language) {
  const found = clauses.map(([clause, text]) => ({ clause, text, ...marks(words, asked, text) }));
  const best = found.reduce((one, other) => (other.worth > (one?.worth ?? -1) ? other : one), undefined);
  if (!best) return {};
  const { clause, text, spans } = best;
  let [from, to] = [0, text.length];
  if (text.length > LONG) {
    const first = spans[0]?.[0] ?? 0;
    from = first > AHEAD ? text.lastIndexOf(" ", first - AHEAD) + 1 : 0;
    to = from + LONG < text.length ? text.lastIndexOf(" ", from + LONG) : text.length;
    if (to <= from) to = Math.min(text.length, from + LONG);
  }
  const shown = made("p");
  shown.lang = language;
  if (from) shown.append("…\u00a0");
  let at = from;
  for (const [start, end] of spans.filter(([start, end]) => start >= from && end <= to)) {
    shown.append(text.slice(at, start), made("mark", text.slice(start, end)));
    at = end;
  }
  shown.append(text.slice(at, to));
  if (to < text.length) shown.append("\u00a0…");
  return { clause, words: shown };
}

// What a section holds of what was asked for: in its heading, then in its best clause, then how often.
export function worth(words, asked, { title, clauses }) {
  const found = clauses.map(([, text]) => marks(words, asked, text));
  const often = found.reduce((sum, { spans }) => sum + spans.length, 0);
  return marks(words, asked, title).worth * 4 + Math.max(0, ...found.map((each) => each.worth)) * 2 + Math.log(1 + often);
}

// What is in none of the texts, or not in some, with a reference that can be cited.
export function absence(book, asked, here) {
  const { index, facts: own } = book;
  const part = made("section", "", "found absence");
  const head = made("h2", asked.absent.some(({ corrected }) => !corrected) ? `In none of the ${own.labels[3]}` : "To cite this result");
  head.id = "_absence";
  part.setAttribute("aria-labelledby", head.id);
  part.append(head);
  const searched = `${index.words.toLocaleString("en-GB")} words searched`;
  const lines = asked.absent.map(({ said, tried }) => `“${said}” is in none of the ${countedTexts(book)} (${searched}; forms tried: ${tried.join(", ")}).`);
  for (const line of lines) part.append(made("p", line));
  for (const { near, corrected } of asked.absent) {
    if (corrected || !near?.length) continue;
    const words = made("p", "Near it in the book: ");
    near.forEach((word, at) => words.append(at ? ", " : "", link(word, `${here.pathname}?${new URLSearchParams({ q: word })}`)));
    part.append(words);
  }
  const says = lines.length ? lines.join(" ") : asked.said.findLast((line) => /^In [\d,]+ of/.test(line));
  const again = `${own.base}search/${here.search}`;
  const day = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  const text = `${own.title}, search for ${asked.query}, ${day}: ${says} State of the book: ${spelled(own.day)}, texts ${index.stamp}. ${again}`;
  const details = made("details");
  const button = made("button", "Copy", "quiet");
  button.type = "button";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  });
  details.append(made("summary", "Reference to this result"), made("p", text, "reference"), button);
  part.append(details);
  return part;
}
