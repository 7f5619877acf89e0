// The texts: puts sections in order by Pagefind, of a few of its indexes at a time, and reads them from their own files.
import { unpacked } from "./search-words.js";

// Indexes of Pagefind that are loaded for a query of so many words.
const LOADED = [6, 6, 5, 3, 2];

export function openTexts(folder, { pieces, versions, perText }) {
  // Fetched beside the words; where it is missing, what the search for it answers is told, not this failing.
  const program = import(new URL("program/pagefind.js", folder));
  program.catch(() => {});
  const lists = new Map();
  const texts = new Map();
  let engine;
  let loaded = "";

  // Where in a list, sorted by the number at a place, a number belongs.
  function placeOf(list, number, at) {
    let [low, high] = [0, list.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (list[middle][at] <= number) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  const pieceOf = (number) => placeOf(pieces, number, 1);
  const versionOf = (number) => placeOf(versions, number, 5);

  // The sections in order, best first, as far as they lie in the best indexes; the others after them, as they stand.
  async function inOrder(sections, words) {
    const counts = new Map();
    for (const number of sections) counts.set(pieceOf(number), (counts.get(pieceOf(number)) ?? 0) + 1);
    const best = [...counts].sort(([one, many], [other, more]) => more - many || one - other).map(([piece]) => piece);
    const wanted = best.slice(0, LOADED[Math.min(words.length, LOADED.length - 1)]);
    const ordered = new Set();
    if (sections.size > 1) {
      const starts = new Map(wanted.map((piece) => [pieces[piece][0], pieces[piece][1]]));
      for (const { id } of await ask([...starts.keys()], words)) {
        const [name, number] = id.split(".");
        if (starts.has(name) && sections.has(starts.get(name) + Number(number))) ordered.add(starts.get(name) + Number(number));
      }
    }
    const rank = new Map(best.map((piece, at) => [piece, at]));
    const left = [...sections].filter((number) => !ordered.has(number));
    left.sort((one, other) => rank.get(pieceOf(one)) - rank.get(pieceOf(other)) || one - other);
    return [...ordered, ...left];
  }

  async function ask(names, words) {
    const pagefind = await program;
    const key = names.join();
    if (loaded !== key) {
      await engine?.destroy();
      engine = pagefind.createInstance({ basePath: new URL("program/", folder).pathname, noWorker: true });
      await engine.init();
      await Promise.all(names.map((name) => engine.mergeIndex(new URL(`${name}/`, folder).pathname)));
      loaded = key;
    }
    return (await engine.search(words.join(" "))).results;
  }

  function once(map, key, make) {
    if (!map.has(key)) map.set(key, make());
    return map.get(key);
  }

  // A section with its words: `clauses` are pairs of address and words.
  async function read(number) {
    const [name, first] = pieces[pieceOf(number)];
    const fetched = async () => {
      const answer = await fetch(new URL(`${name}/texts.json`, folder));
      if (!answer.ok) throw new Error("a part of the search index is missing; “fineprint build” makes it again");
      return answer.json();
    };
    const list = await once(lists, name, fetched);
    const file = list[Math.floor((number - first) / perText)];
    const held = await once(texts, `${name}/${file}`, async () => JSON.parse(await unpacked(new URL(`${name}/texts/${file}`, folder))));
    const [section, title, clauses] = held[(number - first) % perText];
    return { number, version: versionOf(number), section, title, clauses };
  }

  return { inOrder, read, versionOf };
}
