// The reading form. Words of the policy and of the book are only ever put in as text. No value is chosen for a reader.

const token = location.pathname.split("/")[1];
const byId = (id) => document.getElementById(id);
const LISTS = { quotes: "Quotes", limits: "Limits: words that narrow a quote", ruled_out: "Ruled out", limits_ruled_out: "No limit" };
const empty = () => ({
  value: "", note: "", not_applicable_because: "", document: "", no_search_term_reason: "", change_reason: "",
  looked_again: false, quotes: [], limits: [], ruled_out: [], limits_ruled_out: [],
});

let state, asked, given = {}, open = {}, takes = "quotes", run = 0;
const unsaved = new Set();
const timers = {};

function make(tag, settings = {}, ...inside) {
  const { class: names, ...rest } = settings;
  const made = Object.assign(document.createElement(tag), rest);
  if (names) made.className = names;
  made.append(...inside);
  return made;
}

async function send(path, question, more = {}, keepalive = false) {
  const answer = await fetch(path, {
    method: "POST", keepalive, headers: { "Content-Type": "application/json", "X-Fineprint-Token": token },
    body: JSON.stringify({ question, answer: given[question], ...more }),
  });
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.refused);
  return said;
}

async function load() {
  const answer = await fetch("state");
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.refused);
  state = said;
  document.title = `${state.title}: reading form`;
  byId("title").textContent = state.title;
  for (const one of state.questions) {
    given[one.id] = { ...empty(), ...(one.draft ?? one.answer ?? {}) };
    open[one.id] = one.open;
  }
}

const current = () => state.questions.find((one) => one.id === asked);
const wordsAt = (address) => state.passages.filter((one) => one.address === address).map((one) => one.words).join(" ");

function showProgress() {
  const done = state.questions.filter((one) => one.answer).length;
  const drafts = state.questions.filter((one) => one.draft || unsaved.has(one.id)).length;
  byId("progress").textContent = `${done} of ${state.questions.length} questions are answered in ${state.file}; drafts: ${drafts}.`;
  const list = byId("asked");
  list.replaceChildren(...state.questions.map((one) =>
    make("option", { value: one.id }, `${one.answer ? "✓ " : one.draft ? "… " : ""}${one.question}`)));
  list.value = asked;
}

// The text

function showText() {
  const hits = Map.groupBy ? Map.groupBy(current().hits, (hit) => hit[0]) : grouped(current().hits);
  byId("text").replaceChildren(...state.passages.map((passage, number) => {
    const letters = Array.from(passage.words);
    const shown = make("p", { class: passage.heading ? "passage heading" : "passage", lang: state.language, dir: "auto" });
    shown.append(make("span", { class: "at", lang: "en", dir: "ltr" }, `${passage.address}, line ${passage.line}`));
    for (const [start, end] of passage.sentences) {
      const sentence = make("span", { class: "sentence", tabIndex: -1 });
      sentence.setAttribute("role", "button");
      sentence.dataset.address = passage.address;
      let at = start;
      for (const [, first, last] of hits.get(number) ?? []) {
        if (first < at || first >= end) continue;
        sentence.append(letters.slice(at, first).join(""), make("mark", {}, letters.slice(first, Math.min(last, end)).join("")));
        at = Math.min(last, end);
      }
      sentence.append(letters.slice(at, end).join(""));
      shown.append(sentence, " ");
    }
    return shown;
  }));
  byId("text").querySelector(".sentence")?.setAttribute("tabindex", "0");
  showTaken();
}

function grouped(hits) {
  const found = new Map();
  for (const hit of hits) found.set(hit[0], [...(found.get(hit[0]) ?? []), hit]);
  return found;
}

function showTaken() {
  const mine = given[asked];
  const ruled = new Set([...mine.ruled_out, ...mine.limits_ruled_out].map((row) => row.at));
  for (const sentence of byId("text").querySelectorAll(".sentence")) {
    const quoted = [...mine.quotes, ...mine.limits].some((row) => row.text &&
      (row.text.includes(sentence.textContent) || sentence.textContent.includes(row.text)));
    sentence.classList.toggle("taken", quoted || ruled.has(sentence.dataset.address));
    sentence.setAttribute("aria-pressed", String(quoted || ruled.has(sentence.dataset.address)));
  }
}

function take(list, words, address) {
  const rows = given[asked][list];
  const field = list.includes("ruled_out") ? "at" : "text";
  const row = field === "at" ? { at: address, kind: "", reason: "" } : { text: words, at: address, reads_as: "" };
  if (list === "limits") delete row.reads_as;
  const there = rows.findIndex((one) => one[field] === row[field] && one.at === address);
  if (there >= 0) rows.splice(there, 1);
  else rows.push(row);
  changed();
  showQuestion();
}

function takeFrom(sentence) {
  const marked = getSelection();
  const words = marked.toString().replace(/\s+/g, " ").trim();
  const passage = sentence.closest(".passage");
  const within = words && passage.contains(marked.anchorNode) && passage.contains(marked.focusNode);
  take(takes, within ? words : sentence.textContent, sentence.dataset.address);
  marked.removeAllRanges();
}

byId("text").addEventListener("click", (event) => {
  const sentence = event.target.closest(".sentence");
  if (sentence) takeFrom(sentence);
});
byId("text").addEventListener("keydown", (event) => {
  const all = [...byId("text").querySelectorAll(".sentence")];
  const at = all.indexOf(document.activeElement);
  if (at < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
  const terms = (one) => one.querySelector("mark");
  const goes = {
    ArrowDown: () => all[at + 1], ArrowUp: () => all[at - 1],
    n: () => all.slice(at + 1).find(terms), p: () => all.slice(0, at).findLast(terms),
  }[event.key];
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    takeFrom(all[at]);
  } else if (goes) {
    event.preventDefault();
    const to = goes();
    if (!to) return;
    all[at].tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  }
});

// The question

function choice(id, name, options, value, then) {
  const made = make("select", { id }, ...options.map(([key, label]) => make("option", { value: key }, label)));
  made.value = value;
  made.addEventListener("change", () => { then(made.value); changed(); });
  return [make("label", { htmlFor: id }, name), made];
}

function words(tag, id, name, value, then) {
  const made = make(tag, { id, value });
  if (tag === "input") made.type = "text";
  made.addEventListener("input", () => { then(made.value); changed(); });
  return [make("label", { htmlFor: id }, name), made];
}

function rowOf(list, row, number) {
  const one = current();
  const shown = make("div", { class: "row" });
  const id = `${list}-${number}`;
  if (list.includes("ruled_out")) {
    shown.append(make("p", { class: "at" }, row.at), make("p", { lang: state.language, dir: "auto" }, wordsAt(row.at)));
    shown.append(...choice(`${id}-kind`, `Kind of reason for ${row.at}`, [["", "A reason of its own, below"], ...one.kinds], row.kind, (value) => {
      row.kind = value;
      showQuestion();
    }));
    if (!row.kind) shown.append(...words("input", `${id}-reason`, `Reason for ${row.at}`, row.reason, (value) => { row.reason = value; }));
  } else {
    const [label, area] = words("textarea", id, `${list === "quotes" ? "Quote" : "Limit"} from ${row.at || "the text"}`, row.text, (value) => {
      row.text = value;
      showTaken();
    });
    area.lang = state.language;
    shown.append(label, area);
    if (list === "quotes" && given[asked].value === "conflicting") {
      shown.append(...choice(`${id}-reads`, "By itself it reads as", [["", "Choose"], ...one.own], row.reads_as, (value) => { row.reads_as = value; }));
    }
  }
  const gone = make("button", { type: "button" }, "Take out");
  gone.setAttribute("aria-label", `Take out ${row.at || row.text}`);
  gone.addEventListener("click", () => { given[asked][list].splice(number, 1); changed(); showQuestion(); });
  shown.append(gone);
  return shown;
}

function openRows(addresses, title, uses) {
  const mine = given[asked];
  const there = new Set([...mine.ruled_out, ...mine.limits_ruled_out].map((row) => row.at));
  const left = addresses.filter((address) => !there.has(address));
  if (!left.length) return [];
  return [make("h3", {}, `${title} (${left.length})`), ...left.map((address) => {
    const shown = make("div", { class: "row" }, make("p", { class: "at" }, address));
    shown.append(make("p", { lang: state.language, dir: "auto" }, wordsAt(address)));
    for (const [list, label] of uses) {
      const button = make("button", { type: "button" }, label);
      button.setAttribute("aria-label", `${label}: ${address}`);
      button.addEventListener("click", () => take(list, wordsAt(address), address));
      shown.append(button, " ");
    }
    return shown;
  })];
}

function showQuestion() {
  const one = current(), mine = given[asked];
  const focused = document.activeElement?.id;
  const parts = [make("h3", {}, one.question)];
  for (const said of [one.rules, one.before, ...one.look_again.map((reason) => `Look again: ${reason}`)]) {
    if (said) parts.push(make("p", { class: "hint" }, said));
  }
  parts.push(...choice("value", "Value", [["", "Choose a value"], ...one.values], mine.value, (value) => {
    mine.value = value;
    showQuestion();
  }));
  if (one.answer && mine.value !== one.answer.value) {
    parts.push(...words("input", "change", `Why the value is no longer ${one.answer.value}`, mine.change_reason, (value) => { mine.change_reason = value; }));
  }
  if (mine.value === "not-applicable") {
    parts.push(...words("input", "because", "Not applicable because (not-yet, or a sentence)", mine.not_applicable_because, (value) => { mine.not_applicable_because = value; }));
  }
  if (mine.value === "by-reference") {
    parts.push(...choice("document", "Document that answers", [["", state.documents.length ? "Choose" : "None yet: add it to referenced_documents in the file"], ...state.documents], mine.document, (value) => { mine.document = value; }));
  }
  const modes = make("fieldset", {}, make("legend", {}, "A sentence that is taken becomes"));
  for (const [list, label] of [["quotes", "a quote"], ["limits", "a limit"], ["ruled_out", "ruled out"], ["limits_ruled_out", "no limit"]]) {
    const mode = make("input", { type: "radio", name: "takes", id: `takes-${list}`, checked: takes === list });
    mode.addEventListener("change", () => { takes = list; });
    modes.append(mode, make("label", { htmlFor: mode.id }, ` ${label}`));
  }
  parts.push(modes);
  for (const [list, title] of Object.entries(LISTS)) {
    if (mine[list].length) parts.push(make("h3", {}, title), ...mine[list].map((row, number) => rowOf(list, row, number)));
  }
  parts.push(...words("textarea", "note", "Note: the answer in a sentence", mine.note, (value) => { mine.note = value; }));
  if (mine.quotes.length) {
    parts.push(...words("input", "no-term", "Why no search term stands in the quotes (only where the check asks)", mine.no_search_term_reason, (value) => { mine.no_search_term_reason = value; }));
  }
  if (one.look_again.length) {
    const again = make("input", { type: "checkbox", id: "again", checked: mine.looked_again });
    again.addEventListener("change", () => { mine.looked_again = again.checked; changed(); });
    parts.push(make("p", {}, again, make("label", { htmlFor: "again" }, "I have looked again")));
  }
  const left = open[asked] ?? { limits: [], passages: [] };
  parts.push(...openRows(left.limits, "Limiting phrases beside the quotes, still open", [["limits", "A limit"], ["limits_ruled_out", "No limit"]]));
  parts.push(...openRows(left.passages, "Passages with a search term, still open", [["quotes", "Quote"], ["ruled_out", "Rule out"]]));
  byId("question").replaceChildren(...parts);
  if (focused && document.activeElement === document.body) byId(focused)?.focus();
  showTaken();
}

// Drafts, checks and answers

function changed() {
  const question = asked;
  unsaved.add(question);
  run += 1;
  clearTimeout(timers.draft);
  clearTimeout(timers.check);
  timers.draft = setTimeout(() => keep(question), 150);
  timers.check = setTimeout(() => checkNow(question, run), 700);
}

async function keep(question, keepalive = false) {
  try {
    await send("draft", question, {}, keepalive);
    unsaved.delete(question);
  } catch (reason) {
    say([`Not kept: ${reason.message}. Leave this page open; it is tried again with the next change.`]);
  }
}

async function checkNow(question, mine) {
  try {
    const told = await send("check", question);
    if (mine === run && question === asked) tell(told);
  } catch (reason) {
    say([reason.message]);
  }
}

function tell(told, first = []) {
  if (told.open) {
    open[asked] = told.open;
    showQuestion();
  }
  const lines = told.problems.map((one) => `${one.path}:${one.line}: ${one.severity} ${one.code}: ${one.message}`);
  const all = [...first, ...told.missing, ...lines];
  say(all.length ? all : ["Nothing is wrong with this answer. It is a draft until it is written."]);
}

function say(lines) {
  byId("said").replaceChildren(...lines.map((line) => make("p", { class: "problem" }, line)));
}

async function write() {
  clearTimeout(timers.draft);
  clearTimeout(timers.check);
  run += 1;
  say(["Checking …"]);
  try {
    const told = await send("answer", asked, { base: current().base });
    unsaved.delete(asked);
    if (!told.written) {
      tell(told, ["Not written; it stays a draft."]);
      return;
    }
    for (const other of unsaved) await keep(other);
    await load();
    showProgress();
    showQuestion();
    tell(told.problems.length ? told : { ...told, problems: [] }, [`Written to ${state.file}.`]);
  } catch (reason) {
    say([`Not written: ${reason.message}`]);
  }
}

function go(question) {
  if (unsaved.has(asked)) keep(asked);
  asked = question;
  takes = "quotes";
  showProgress();
  showText();
  showQuestion();
  say([]);
}

function step(by) {
  const at = state.questions.findIndex((one) => one.id === asked) + by;
  if (state.questions[at]) go(state.questions[at].id);
}

byId("asked").addEventListener("change", (event) => go(event.target.value));
byId("previous").addEventListener("click", () => step(-1));
byId("next").addEventListener("click", () => step(1));
byId("write").addEventListener("click", write);
addEventListener("keydown", (event) => { if (event.ctrlKey && event.key === "Enter") write(); });
addEventListener("pagehide", () => { for (const question of unsaved) keep(question, true); });

try {
  await load();
  const first = state.questions.find((one) => !one.answer) ?? state.questions[0];
  if (first) go(first.id);
  else say(["No question is asked of this version."]);
} catch (reason) {
  say([reason.message]);
}
