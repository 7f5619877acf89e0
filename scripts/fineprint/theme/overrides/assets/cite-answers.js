// Controls to cite answers where they are compared: on the page of their question, in a finding, in the matrix.
const { between, cite, control, fold, folder, label, named, wordsOf } = globalThis.fineprintCite;

// On the page of a question: the vendor's answer in its version, with its quotes in whole sentences.
for (const answer of document.querySelectorAll("[data-answer]")) {
  const name = `${named(answer.closest(".section").previousElementSibling)}: ${named(document.querySelector("h1"))}`;
  const link = new URL(answer.dataset.answer, document.baseURI);
  const toCite = () => {
    const quotes = [...answer.querySelectorAll(".extract[data-sentence]")];
    const passages = quotes.map((quote, position) => {
      const place = quote.querySelector(".more a");
      return [label(position, quotes.length), quote.dataset.sentence.split("\n"), folder(place), place.hash.slice(1)];
    });
    return { name, at: folder(link), fragment: decodeURIComponent(link.hash.slice(1)), passages };
  };
  answer.querySelector(":scope > .section-topics").append(between(), control(name, toCite));
}

// A finding is a work of the book's; its quotes are of its vendors.
for (const finding of document.querySelectorAll("[data-work]")) {
  const work = JSON.parse(finding.dataset.work);
  const toCite = () => {
    const quotes = [...finding.querySelectorAll(".support > li")].filter((said) => said.querySelector(":scope > q + .to-words"));
    const passages = quotes.map((said) => {
      const place = said.querySelector(":scope > .to-words");
      return [`Quote of ${fold(said.querySelector(".who").textContent)}`, wordsOf(said.querySelector(":scope > q")), folder(place), place.hash.slice(1)];
    });
    return { name: work.question, work, passages };
  };
  finding.querySelector(":scope > .section-topics")?.append(between(), control(work.question, toCite));
}

// A cell of the matrix, with the quotes that peek.js has for it: narrows, before, quoted, after and address, a line each.
globalThis.fineprintCiteCell = (cell, quotes) => {
  const { vendor, name } = cell.dataset;
  const { question } = cell.closest("tr").dataset;
  const of = cell.closest("table").querySelector(`th[data-vendor="${vendor}"][data-version]`);
  if (!of) return;
  const at = new URL(of.dataset.version, document.baseURI);
  const own = quotes.split("\n").filter(Boolean).map((line) => line.split("\t")).filter(([narrows, , , , place]) => !narrows && place);
  const passages = own.map(([, before, quote, after, place], position) => {
    const led = before.split("\r");
    return [label(position, own.length), [...led.slice(0, -1), led.at(-1) + quote + after], at, place];
  });
  cite({ name: `${name}: ${fold(cell.closest("tr").querySelector("th").textContent)}`, at, fragment: `_${question}`, passages });
};
