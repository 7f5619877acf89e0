// The book's own words: finds questions, findings, topics, vendors, documents and the glossary for a query.

// What a word counts for by where it stands.
const TITLE = 5;
const TERM = 4;
const SAYS = 1.5;
// What other kinds than questions count for, and the share of the best one's points that others need.
const OTHERS = { finding: 0.75, topic: 0.8, document: 0.55, glossary: 0.4 };
const LEAST = 0.35;

export function openBook(book, words) {
  const entries = book.entries.map(([kind, address, title, terms, says]) => ({ kind, address, title, terms, says }));
  for (const [id, says, ...names] of book.vendors) {
    entries.push({ kind: "vendor", id, address: `${book.path}/${id}/`, title: names[0], terms: names.slice(1), says });
  }
  const plain = (text) => words.cut(text).flatMap((each) => each.words);
  // By word: the entries that have it and what it counts for in each; a word with a star stands for what begins so.
  const known = new Map();
  const wild = new Map();
  const note = (map, word, entry, weight) => {
    const held = map.get(word) ?? map.set(word, new Map()).get(word);
    held.set(entry, Math.max(held.get(entry) ?? 0, weight));
  };
  for (const entry of entries) {
    const cut = words.cut(entry.title);
    entry.name = cut.flatMap((each) => each.words);
    for (const { words: own, joined } of cut) for (const word of [...own, joined]) note(known, word, entry, TITLE);
    entry.phrases = entry.terms.map((term) => plain(term).join(" "));
    if (entry.kind === "question" || entry.kind === "topic") entry.id = plain(entry.address.split("/")[1]).join(" ");
    for (const term of entry.terms) {
      const parts = words.cut(term);
      // A word of a phrase says less than a word that is a term by itself.
      const weight = TERM / Math.sqrt(parts.length);
      for (const part of parts) {
        const star = term[part.end] === "*";
        for (const word of [...part.words, part.joined]) note(star ? wild : known, word, entry, weight);
      }
    }
    for (const word of plain(entry.says)) note(known, word, entry, SAYS);
  }
  known.delete("");
  wild.delete("");
  const vocabulary = [...known.keys()];

  // The entries that have a word or a form of it, and what it counts for there.
  function having(word) {
    const found = new Map();
    const mine = words.basesOf(word);
    const add = (held, part) => {
      for (const [entry, weight] of held) found.set(entry, Math.max(found.get(entry) ?? 0, weight * part));
    };
    for (const other of vocabulary) {
      if (other === word) add(known.get(other), 1);
      else if (words.alike(word, other, mine)) add(known.get(other), 0.95);
      else if (word.length > 4 && words.root(word) === words.root(other)) add(known.get(other), 0.7);
    }
    for (const [start, held] of wild) if (start.length > 3 && word.startsWith(start)) add(held, 0.95);
    return found;
  }

  // The same for a term of a query: one joined by hyphens is in what has it as one word, or all its words.
  function holding({ parts, joined }) {
    const [first, ...others] = parts.map(having);
    const found = parts.length > 1 ? having(joined) : new Map();
    for (const [entry, counts] of first) {
      if (others.every((held) => held.has(entry))) {
        const least = Math.min(counts, ...others.map((held) => held.get(entry)));
        found.set(entry, Math.max(found.get(entry) ?? 0, least));
      }
    }
    return found;
  }

  // The entries for some terms, best first: those with all of them, else those with most of what they say.
  function find(wanted) {
    const unique = [...new Map(wanted.map((term) => [term.joined || term.parts.join(""), term])).values()];
    if (!unique.length) return [];
    const phrase = wanted.flatMap(({ parts }) => parts).join(" ");
    const scores = new Map();
    let whole = 0;
    for (const term of unique) {
      const found = holding(term);
      const weight = Math.log(1 + entries.length / Math.max(1, found.size));
      whole += weight;
      for (const [entry, counts] of found) {
        const held = scores.get(entry) ?? { score: 0, covered: 0, words: 0 };
        scores.set(entry, { score: held.score + weight * counts, covered: held.covered + weight, words: held.words + 1 });
      }
    }
    const ranked = [];
    for (const [entry, { score, covered, words: count }] of scores) {
      const share = covered / whole;
      if (share < 0.5 && count < unique.length) continue;
      const points = (score / whole) * share * share * (OTHERS[entry.kind] ?? 1);
      ranked.push({ entry, points, bonus: bonus(entry, phrase), all: count === unique.length });
    }
    const top = Math.max(...ranked.map(({ points }) => points));
    ranked.sort((one, other) => other.points + other.bonus - one.points - one.bonus);
    return ranked.filter(({ points, bonus: more }) => more || points >= top * LEAST).slice(0, 12);
  }

  // What an entry is put ahead for that has the words of a query as its whole name, id or search term.
  function bonus({ name, kind, id, phrases }, phrase) {
    const own = name.join(" ");
    if (own === phrase) return kind === "topic" ? 2 : 20;
    if (kind === "topic") return words.alike(phrase, id) ? 2 : 0;
    if (kind !== "question") return phrase.split(" ").length > 2 && ` ${own} `.includes(` ${phrase} `) ? 3 : 0;
    return (id === phrase ? 4 : 0) + (phrases.includes(phrase) ? 2 : 0) + (` ${own} `.includes(` ${phrase} `) ? 1 : 0);
  }

  // The vendor that some words name, and where among them its name stands: the longest name.
  function vendorIn(list) {
    let best;
    for (const entry of entries.filter(({ kind }) => kind === "vendor")) {
      for (const name of [entry.title, ...entry.terms].map(plain)) {
        for (let at = 0; at + name.length <= list.length; at += 1) {
          const same = name.every((word, step) => list[at + step] === word);
          if (same && (!best || name.length > best.length)) best = { entry, at, length: name.length };
        }
      }
    }
    return best;
  }

  return { entries, find, having, vendorIn, vocabulary };
}
