// The words of all texts: cuts and folds words as the build does, knows which are forms of one another, and tells from
// the word index which sections hold a word. It alone decides what is found and what is in no text.

// The text of a file, which a server may or may not have unpacked on the way.
export async function unpacked(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error("a part of the search index is missing; “fineprint build” makes it again");
  const data = new Uint8Array(await answer.arrayBuffer());
  if (data[0] !== 31 || data[1] !== 139) return new TextDecoder().decode(data);
  return new Response(new Blob([data]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
}

// By code point, as the build sorts.
const before = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

export function openWords(folder, { rules, files, vocabulary }) {
  const letters = "\\p{L}\\p{N}\\p{M}";
  const inside = `${rules.apostrophes}${rules.invisible}`;
  const word = new RegExp(`(?:${rules.elisions})(?=[${rules.apostrophes}][\\p{L}\\p{N}])|[${letters}]+(?:[${inside}]+[${letters}]+)*`, "gu");
  const within = new RegExp(`[${inside}]`, "gu");
  const runs = new RegExp(`[${rules.unspaced}]+|[^${rules.unspaced}]+`, "gu");
  const unspaced = new RegExp(`^[${rules.unspaced}]`, "u");
  const hyphen = new RegExp(`^[${rules.hyphens}]$`, "u");
  const spelled = new RegExp(`[${Object.keys(rules.spelled).join("")}]`, "gu");
  const stop = new Set(rules.stop);
  const irregular = new Map(rules.irregular.flatMap((forms) => forms.map((form) => [form, forms])));
  const [least, leastDerived] = rules.least;
  const held = new Map();

  // The parts of a word as they are compared: runs of signs that no blanks part, and all else.
  function runsOf(written) {
    const plain = written.replace(within, "").normalize("NFKC").toLowerCase().normalize("NFD");
    const folded = plain.replace(/[\u0300-\u036f]/g, "").normalize("NFC").replace(spelled, (sign) => rules.spelled[sign]);
    const found = folded.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
    return found.flatMap((each) => each.match(runs));
  }

  function folded(written) {
    return runsOf(written).flatMap((run) => {
      if (!unspaced.test(run)) return [run];
      const signs = [...run];
      return [...signs, ...signs.slice(1).map((sign, at) => signs[at] + sign)];
    });
  }

  // The words of a text one after the other, as [word, from, to]; of scripts without blanks, the signs.
  function inRow(text) {
    return [...text.matchAll(word)].flatMap((match) => {
      const units = runsOf(match[0]).flatMap((run) => (unspaced.test(run) ? [...run] : [run]));
      const whole = units.join("").length === match[0].length;
      let at = match.index;
      return units.map((unit) => (whole ? [unit, at, (at += unit.length)] : [unit, match.index, match.index + match[0].length]));
    });
  }

  // A query with blanks between the words of scripts that set none.
  function parted(text) {
    if (!Intl.Segmenter) return text;
    const pieces = [...new Intl.Segmenter(undefined, { granularity: "word" }).segment(text)].map(({ segment }) => segment);
    return pieces.map((piece, at) => (at && unspaced.test(piece) && unspaced.test([...pieces[at - 1]].at(-1)) ? ` ${piece}` : piece)).join("");
  }

  // The words of a text where they stand; `joined` is what a chain of words with hyphens makes up to there.
  function cut(text) {
    let last;
    return [...text.matchAll(word)].map((match) => {
      const words = folded(match[0]);
      const chained = last && match.index === last.end + 1 && hyphen.test(text[last.end]) && words.length === 1;
      const joined = chained && last.joined ? last.joined + words[0] : words.length === 1 ? words[0] : "";
      last = { start: match.index, end: match.index + match[0].length, words, joined, chained: Boolean(chained) };
      return last;
    });
  }

  // What an ending may have been put to, in one language.
  function bases(written, endings) {
    const found = new Set([written]);
    for (const [ending, instead] of endings) {
      const stem = written.slice(0, -ending.length);
      if (!written.endsWith(ending) || stem.length < least || (ending === "s" && stem.endsWith("s"))) continue;
      found.add(stem + instead);
      if (/^(ed|ing|en)$/.test(ending) && /([^aeiou\d])\1$/.test(stem)) found.add(stem.slice(0, -1));
    }
    return found;
  }

  const languages = Object.values(rules.endings);
  const basesOf = (written) => languages.map((endings) => bases(written, endings));

  // Whether two words are forms of one; `mine`: the bases of the first, where they are known.
  function alike(one, other, mine = basesOf(one)) {
    if (one === other || irregular.get(one)?.includes(other)) return true;
    return languages.some((endings, at) => [...bases(other, endings)].some((base) => mine[at].has(base)));
  }

  function root(written) {
    for (const ending of rules.derived) {
      if (written.endsWith(ending) && written.length - ending.length >= leastDerived) return written.slice(0, -ending.length);
    }
    return written;
  }

  function fileOf(name) {
    if (!held.has(name)) held.set(name, unpacked(new URL(`words/${name}`, folder)));
    return held.get(name);
  }

  // Lines of the index whose word begins with some letters, as [word, its sections].
  async function beginning(start, exact = false) {
    const first = Math.max(0, files.findLastIndex(([from]) => before(from, start) <= 0));
    const end = exact ? start : `${start}\uffff`;
    const wanted = files.slice(first).filter(([from], at) => !at || before(from, end) <= 0);
    const texts = await Promise.all(wanted.map(([, name]) => fileOf(name)));
    const found = [];
    for (const text of texts) {
      let at = text.startsWith(start) ? 0 : text.indexOf(`\n${start}`) + 1;
      while (text.startsWith(start, at)) {
        const [blank, stop] = [text.indexOf(" ", at), text.indexOf("\n", at)];
        const form = text.slice(at, blank);
        if (!exact || form === start) found.push([form, text.slice(blank + 1, stop)]);
        at = stop + 1;
      }
    }
    return found;
  }

  function numbers(gaps) {
    let at = 0;
    return gaps.split(" ").map((gap) => (at += Number(gap)));
  }

  function gathered(lines) {
    const forms = lines.map(([form, gaps]) => ({ form, sections: numbers(gaps) }));
    forms.sort((one, other) => other.sections.length - one.sections.length);
    return { forms, sections: new Set(forms.flatMap(({ sections }) => sections)) };
  }

  // The forms of a word that the texts have, the most frequent first, and the sections that hold one.
  async function look(written, { exact = false } = {}) {
    if (exact || unspaced.test(written) || /^\d+$/.test(written)) return gathered(await beginning(written, true));
    const mine = basesOf(written);
    const all = [...new Set(mine.flatMap((each) => [...each]))];
    let start = all[0];
    for (const base of all) while (!base.startsWith(start)) start = start.slice(0, -1);
    const near = start.length < least ? await beginning(written, true) : await beginning(start);
    const lines = new Map(near.filter(([form]) => alike(written, form, mine)));
    for (const form of irregular.get(written) ?? []) {
      for (const [name, gaps] of lines.has(form) ? [] : await beginning(form, true)) lines.set(name, gaps);
    }
    return gathered([...lines]);
  }

  // Words of the texts that only share a root with a word.
  async function related(written) {
    const own = root(written);
    if (own.length < leastDerived || unspaced.test(written)) return gathered([]);
    return gathered((await beginning(own)).filter(([form]) => root(form) === own));
  }

  // All words of the texts with a first letter, as [word, in how many sections].
  async function listed(letter) {
    if (!vocabulary[letter]) return [];
    const lines = (await fileOf(vocabulary[letter])).trimEnd().split("\n");
    return lines.map((line) => line.split(" ")).map(([name, count]) => [name, Number(count)]);
  }

  return { alike, basesOf, cut, inRow, isUnspaced: (written) => unspaced.test(written), listed, look, parted, related, root, stop };
}

// How many letters to change, add, leave out or swap, up to a limit.
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let [above, last] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let row = 1; row <= one.length; row += 1) {
    const now = [row];
    for (let at = 1; at <= other.length; at += 1) {
      const same = one[row - 1] === other[at - 1];
      now[at] = Math.min(last[at] + 1, now[at - 1] + 1, last[at - 1] + (same ? 0 : 1));
      const swapped = row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
      if (swapped) now[at] = Math.min(now[at], above[at - 2] + 1);
    }
    if (Math.min(...now) > most) return most + 1;
    [above, last] = [last, now];
  }
  return last[other.length];
}
