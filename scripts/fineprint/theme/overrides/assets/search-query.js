// What a query asks: its phrases, its vendor and its words, what of them is in no text, and the sections that hold them.
import { distance } from "./search-words.js";

// Sections that are read to look for a phrase, unless the address asks for all.
const READ = 60;
const QUOTED = /["“”„]([^"“”„]+)["“”„]/g;

const quoted = (text) => `“${text}”`;
const all = (list) => list.map(quoted).join(", ");

export async function understand(book, query, chosen, corrected = []) {
  const { words, own, index } = book;
  const phrases = [...query.matchAll(QUOTED)].map((match) => match[1].trim()).filter((text) => words.cut(text).length);
  const written = terms(words, words.parted(query.replace(QUOTED, " ")));
  const vendor = own.vendorIn(written.flatMap((term) => term.parts));
  const rest = vendor ? withoutVendor(written, vendor) : written;
  const vendorAlone = Boolean(vendor) && !rest.length && !phrases.length;
  const sought = vendorAlone ? written : rest;
  // Longer words of a script without blanks are found sign for sign, as phrases are.
  phrases.push(...sought.filter((term) => inSigns(words, term)).map((term) => term.said));
  const asked = sought.filter((term) => !inSigns(words, term));
  const meant = asked.filter((term) => !small(words, term));
  const content = meant.length || phrases.length ? meant : asked;
  for (const term of content) await lookUp(words, term);
  const better = await corrections(book, content.filter(({ sections }) => !sections.size));
  if (better.length && !corrected.length) {
    const mended = better.reduce((text, { term, word }) => text.replace(term.said, word), query);
    return understand(book, mended, chosen, better);
  }
  const allowed = await filter(book, chosen);
  const said = corrected.map(({ term, word }) => `Looked for ${quoted(word)}: ${quoted(term.said)} is in none of the ${countedTexts(book)}.`);
  const read = await readPhrases(book, phrases, chosen.read === "all");
  said.push(...read.flatMap(({ note }) => note ?? []));
  const absent = [
    ...corrected.map(({ term }) => ({ said: term.said, tried: tried(words, term), corrected: true })),
    ...content.filter(({ found }) => !found).map((term) => ({ said: term.said, tried: tried(words, term), near: term.near })),
    ...read.filter(({ none }) => none).map(({ phrase, none }) => ({ said: phrase, tried: none })),
  ];
  for (const term of content.filter((one) => one.related)) {
    said.push(`${quoted(term.said)} is in none of the ${countedTexts(book)}. Related words are: ${all(term.forms.map(({ form }) => form).slice(0, 6))}.`);
  }
  const present = content.filter(({ sections }) => sections.size);
  const few = content.length > present.length && !(present.length * 2 > content.length && present.some(({ parts }) => parts.some((part) => /\D{3}/.test(part))));
  const kept = few ? [] : [...present].sort((one, other) => one.sections.size - other.sections.size);
  let sections = together([...kept, ...read]);
  const dropped = [];
  while (!sections.size && kept.length > 1 && !read.some((one) => !one.sections.size)) {
    dropped.push(kept.pop().said);
    sections = together([...kept, ...read]);
    if (kept.length * 2 < content.length) {
      sections = new Set();
      break;
    }
  }
  if (few && !read.length) sections = new Set();
  const missing = content.filter((term) => !few && !term.sections.size).map((term) => term.said);
  if (sections.size && missing.length + dropped.length) {
    said.push(`No section has all the words; left out: ${all([...missing, ...dropped])}.`);
  } else if (!sections.size && present.length > 1 && dropped.length) said.push("No section has most of the words together.");
  const matching = [...sections].filter((number) => allowed.rest(number));
  const shown = new Set(matching.filter((number) => allowed.version(number)));
  // Of the book's own words, none is found by words that say nothing.
  const wanted = [...content, ...phrases.flatMap((text) => terms(words, text))].filter((term) => !small(words, term));
  return {
    absent,
    corrected,
    filtered: allowed.chosen,
    forms: new Set(kept.flatMap((term) => term.forms.map(({ form }) => form))),
    heading: kept.some((term) => term.related) ? "With related words" : undefined,
    missing: scope(book, shown, { allowed, query, asked: content.length || phrases.length, vendor, said }),
    older: chosen.version ? 0 : matching.length - shown.size,
    own: own.find(wanted),
    phrases: read.map(({ list }) => list),
    query,
    said,
    sections: shown,
    unread: Math.max(0, ...read.map(({ unread }) => unread ?? 0)),
    terms: [...kept.map((term) => term.forms[0]?.form ?? term.said), ...read.flatMap(({ list }) => list)],
    vendor: vendor?.entry,
    vendorAlone,
    without: allowed.chosen && !shown.size ? sections.size : 0,
    count: index.versions.length,
  };
}

// The words of a query; what is joined by hyphens is one.
function terms(words, text) {
  const found = [];
  for (const { start, end, words: own, joined, chained } of words.cut(text)) {
    if (!chained) found.push({ start, parts: [], joined: "" });
    const term = found.at(-1);
    term.parts.push(...own);
    term.joined = joined;
    term.said = text.slice(term.start, end);
  }
  return found.filter(({ parts }) => parts.length);
}

// Whether a term has signs that no blanks part, and more than the two that the index knows to stand together.
function inSigns(words, { said }) {
  const signs = words.inRow(said).map(([word]) => word);
  return signs.some(words.isUnspaced) && (signs.length > 2 || !signs.every(words.isUnspaced));
}

const small = (words, { parts }) => parts.length === 1 && words.stop.has(parts[0]);

function withoutVendor(list, { at, length }) {
  let passed = 0;
  return list.filter(({ parts }) => {
    const from = passed;
    passed += parts.length;
    return from + parts.length <= at || from >= at + length;
  });
}

// The sections that hold a word or one of its forms; only where there are none, those with a related word.
async function lookUp(words, term) {
  const looked = await Promise.all(term.parts.map((part) => words.look(part)));
  const whole = term.joined && term.parts.length > 1 ? await words.look(term.joined) : { forms: [], sections: new Set() };
  const apart = together(looked);
  term.sections = new Set([...whole.sections, ...apart]);
  term.forms = [...whole.forms, ...(apart.size ? looked.flatMap(({ forms }) => forms) : [])];
  if (words.isUnspaced(term.parts[0])) term.forms = term.forms.slice(-1);
  term.found = term.sections.size > 0;
  if (term.found || term.parts.length > 1) return;
  const { forms, sections } = await words.related(term.parts[0]);
  Object.assign(term, { forms, sections, related: forms.length > 0 });
}

function together(list) {
  if (!list.length) return new Set();
  const [first, ...others] = [...list].sort((one, other) => one.sections.size - other.sections.size);
  return new Set([...first.sections].filter((number) => others.every(({ sections }) => sections.has(number))));
}

// For words that neither the texts nor the book's own words have: the nearest word there is, if one is near enough.
async function corrections({ words, own }, unknown) {
  const found = [];
  for (const term of unknown) {
    const [word] = term.parts;
    if (term.parts.length > 1 || word.length < 3 || /\d/.test(word) || own.having(word).size) continue;
    const most = word.length < 5 ? 1 : 2;
    const listed = new Map([...own.vocabulary.map((each) => [each, 1]), ...(await words.listed(word[0]))]);
    const near = [...listed].map(([each, count]) => ({ each, count, far: distance(word, each, most) }));
    const best = near.filter(({ far, each }) => far <= most && each.length > 2);
    best.sort((one, other) => one.far - other.far || other.count - one.count);
    term.near = best.slice(0, 4).map(({ each }) => each);
    const sure = best.filter(({ far, each }) => word.length > 4 && (far === 1 || (word.length > 8 && each[0] === word[0])));
    if (sure.length) found.push({ term, word: sure[0].each });
  }
  return found;
}

// Which sections the choices of the form leave: by version, and by all else.
async function filter({ words, texts, versions }, { vendor, topic, year, version }) {
  const about = topic ? (await words.look(`#${topic}`, { exact: true })).sections : undefined;
  const of = (number) => versions[texts.versionOf(number)];
  return {
    chosen: Boolean(vendor || topic || year || version),
    of: (one) => (!vendor || one.vendor === vendor) && (!year || one.date.startsWith(year)),
    rest: (number) => (!about || about.has(number)) && (!vendor || of(number).vendor === vendor) && (!year || of(number).date.startsWith(year)),
    version: (number) => version === "all" || of(number).newest === (version !== "older"),
  };
}

// Phrases with the sections that hold each word for word. One is in none only where a word of it is, or all were read.
async function readPhrases({ words, texts, index }, phrases, whole) {
  return Promise.all(phrases.map(async (phrase) => {
    const list = words.inRow(phrase).map(([word]) => word);
    const held = words.cut(phrase).flatMap((each) => each.words);
    const looked = await Promise.all(held.map((word) => words.look(word, { exact: true })));
    const lacking = held.filter((word, at) => !looked[at].sections.size);
    if (lacking.length) return { phrase, list, sections: new Set(), none: [`${all(lacking)}, which no text has`] };
    const candidates = await texts.inOrder(together(looked), list);
    const read = await Promise.all(candidates.slice(0, whole ? candidates.length : READ).map((number) => texts.read(number)));
    const holds = ({ title, clauses }) => [title, ...clauses.map(([, text]) => text)].some((text) => standing(words, text, list).length);
    const sections = new Set(read.filter(holds).map(({ number }) => number));
    const counted = `${read.length.toLocaleString("en-GB")} ${read.length === 1 ? "section" : "sections"}`;
    if (read.length === candidates.length) {
      return { phrase, list, sections, none: sections.size ? undefined : [`all ${counted} with its words were read`] };
    }
    const note = `${quoted(phrase)}: ${sections.size ? "looked for" : "not found"} in the ${counted} read, of ${candidates.length.toLocaleString("en-GB")} with its words; ${index.sections.toLocaleString("en-GB")} in all.`;
    return { phrase, list, sections, note, unread: candidates.length };
  }));
}

// Where the words of a phrase stand one after the other in a text: pairs of first and last place among its words.
export function standing(words, text, list) {
  const row = words.inRow(text);
  const found = [];
  for (let at = 0; at + list.length <= row.length; at += 1) {
    if (list.every((word, step) => row[at + step][0] === word)) found.push([row[at][1], row[at + list.length - 1][2]]);
  }
  return found;
}

// The forms that were looked for in vain.
function tried(words, { said, parts }) {
  const [word] = parts;
  if (parts.length > 1 || !/^[a-z]{4,}$/.test(word)) return [said];
  const plural = /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : /(s|x|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
  const root = words.root(word);
  return [word, ...(word.endsWith("s") ? [] : [plural]), ...(root.length > 4 ? [`every word made from “${root}-”`] : [])];
}

export const countedTexts = ({ index, facts: { labels } }) => `${index.versions.length.toLocaleString("en-GB")} ${labels[index.versions.length === 1 ? 2 : 3]}`;

// Which of the texts looked in have a section, and which have none; says so.
function scope({ versions, texts, facts: { labels } }, shown, { allowed, asked, said, vendor }) {
  if (!shown.size || !asked) return [];
  const counts = new Map();
  for (const number of shown) counts.set(texts.versionOf(number), (counts.get(texts.versionOf(number)) ?? 0) + 1);
  const looked = versions.map((version, at) => ({ version, at })).filter(({ version }) => allowed.of(version) && allowed.version(version.first));
  const name = ({ version }) => `${version.name} ${version.date.slice(0, 4)}`;
  const having = looked.filter(({ at }) => counts.has(at));
  const lacking = looked.filter(({ at }) => !counts.has(at));
  const few = looked.length <= 12;
  const where = few ? `: ${having.map((one) => `${name(one)} (${counts.get(one.at)})`).join(", ")}` : "";
  const not = lacking.length && few ? `; not in ${lacking.map(name).join(", ")}` : "";
  said.push(`In ${having.length.toLocaleString("en-GB")} of ${looked.length.toLocaleString("en-GB")} ${labels[3]}${where}${not}.`);
  const mine = vendor ? lacking.filter(({ version }) => version.vendor === vendor.entry.id) : [];
  if (mine.length && !few) said.push(`Not in ${mine.map(name).join(", ")}.`);
  return lacking.map(name);
}
