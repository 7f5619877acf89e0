// A brief as files: Markdown with notes, a Word file with footnotes, and a spreadsheet, as publish/brief_files.py makes
// them. A brief is { title, about, made, questions: [[question, entries]] }; `note` gives the text of a reference.
const xml = (text) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd").replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt()};`);
const marks = (words) => words.map((part) => `“${part}”`).join(" ");
const labelOf = (quote) => (quote.narrows ? "Narrowed by: " : quote.readsAs ? `Reads as ${quote.readsAs}: ` : "");
const quoteOf = (quote) => labelOf(quote) + marks([...quote.lead, quote.sentence]);

function* linesBefore(entry) {
  if (entry.searched.length) yield `Searched for, with no passage that answers: ${entry.searched.join(", ")}.`;
  if (!entry.holes) yield "Nobody has read this text for this question yet.";
}

function inMarkdown(brief, note) {
  const escaped = (text) => text.replace(/\s+/g, " ").replace(/[\\`*_[\]#|~$]/g, "\\$&").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const plain = (text) => escaped(text.trim());
  const around = (text) => text.trim().split(/<?(https?:\/\/[^\s<>]*[^\s<>.,;)\]])>?/).map((part, at) => (at % 2 ? `<${part}>` : escaped(part))).join("");
  const notes = [];
  const call = (holes) => `[^${notes.push(around(note(holes)))}]`;
  const parts = [`# ${plain(brief.title)}: brief`, around(brief.about)];
  for (const [question, entries] of brief.questions) {
    parts.push(`## ${plain(question)}`);
    for (const entry of entries) {
      parts.push(`### ${plain(entry.head)}`, `**${plain(entry.value)}.**${entry.note ? ` ${plain(entry.note)}` : ""}${entry.holes ? call(entry.holes) : ""}`);
      parts.push(...[...linesBefore(entry)].map(plain), ...entry.quotes.map((quote) => `> ${plain(quoteOf(quote))}${call(quote.holes)}`));
    }
  }
  return `${[...parts, ...notes.map((text, at) => `[^${at + 1}]: ${text}`)].join("\n\n")}\n`;
}

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const run = (text, look = "") => `<w:r>${look ? `<w:rPr>${look}</w:rPr>` : ""}<w:t xml:space="preserve">${xml(text)}</w:t></w:r>`;
const paragraph = (style, ...runs) => `<w:p>${style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : ""}${runs.join("")}</w:p>`;
const STYLES = [
  ["Title", "Title", '<w:sz w:val="40"/>'], ["Heading1", "heading 1", '<w:b/><w:sz w:val="30"/>'], ["Heading2", "heading 2", '<w:b/><w:sz w:val="24"/>'],
  ["Quote", "Quote", ""], ["FootnoteText", "footnote text", '<w:sz w:val="18"/>'],
];
const LEVELS = { Heading1: 0, Heading2: 1 };

function styleOf([id, name, look]) {
  const place = id === "Quote" ? '<w:ind w:left="567" w:right="567"/>' : "";
  const level = id in LEVELS ? `<w:outlineLvl w:val="${LEVELS[id]}"/>` : "";
  const keep = id in LEVELS ? "<w:keepNext/>" : "";
  return `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:pPr>${keep}${place}${level}</w:pPr><w:rPr>${look}</w:rPr></w:style>`;
}

// `rich`: a reference as HTML whose only tag is i.
function inDocx(brief, rich) {
  const notes = [];
  const call = (holes) => {
    notes.push(rich(holes).split(/<i>(.*?)<\/i>/).map((part, at) => (part ? run(new DOMParser().parseFromString(part, "text/html").body.textContent, at % 2 ? "<w:i/>" : "") : "")).join(""));
    return `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="${notes.length}"/></w:r>`;
  };
  const body = [paragraph("Title", run(`${brief.title}: brief`)), paragraph("", run(brief.about))];
  for (const [question, entries] of brief.questions) {
    body.push(paragraph("Heading1", run(question)));
    for (const entry of entries) {
      body.push(paragraph("Heading2", run(entry.head)));
      body.push(paragraph("", run(`${entry.value}.`, "<w:b/>"), run(entry.note ? ` ${entry.note}` : ""), entry.holes ? call(entry.holes) : ""));
      for (const line of linesBefore(entry)) body.push(paragraph("", run(line)));
      for (const quote of entry.quotes) body.push(paragraph("Quote", run(quoteOf(quote)), call(quote.holes)));
    }
  }
  const up = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>';
  const foot = notes.map((text, at) => `<w:footnote w:id="${at + 1}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r>${up}<w:footnoteRef/></w:r>${run(" ")}${text}</w:p></w:footnote>`);
  const separators = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>';
  const page = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>';
  const normal = '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>';
  const type = (part) => `application/vnd.openxmlformats-officedocument.wordprocessingml.${part}+xml`;
  return packed({
    "[Content_Types].xml": contentTypes({ "word/document.xml": type("document.main"), "word/styles.xml": type("styles"), "word/footnotes.xml": type("footnotes") }),
    "_rels/.rels": relations([["officeDocument", "word/document.xml"]]),
    "word/_rels/document.xml.rels": relations([["styles", "styles.xml"], ["footnotes", "footnotes.xml"]]),
    "word/document.xml": `${HEAD}<w:document ${W}><w:body>${body.join("")}${page}</w:body></w:document>`,
    "word/styles.xml": `${HEAD}<w:styles ${W}>${normal}${STYLES.map(styleOf).join("")}</w:styles>`,
    "word/footnotes.xml": `${HEAD}<w:footnotes ${W}>${separators}${foot.join("")}</w:footnotes>`,
  });
}

const COLUMNS = [
  ["Question", 34], ["Vendor", 14], ["Version", 11], ["Answer", 18], ["Note", 40], ["Quotes", 60], ["Searched for", 24], ["Reviewed", 11], ["Address", 30], ["Reference", 50],
];

function inXlsx(brief, note) {
  const letter = (column) => String.fromCharCode(65 + column);
  const cell = (place, text, look) => `<c r="${place}" s="${look}" t="inlineStr"><is><t xml:space="preserve">${xml(text)}</t></is></c>`;
  const dayNumber = (day) => Math.round((Date.parse(`${day.slice(0, 10)}T00:00Z`) - Date.UTC(1899, 11, 30)) / 86400000);
  const rows = [COLUMNS.map(([name], at) => cell(`${letter(at)}1`, name, 1)).join("")];
  const links = [];
  for (const [question, entries] of brief.questions) {
    for (const entry of entries) {
      const line = rows.length + 1;
      const address = entry.holes?.address ?? "";
      const said = [
        question, entry.vendor, entry.dated, entry.value, entry.note, entry.quotes.map(quoteOf).join("\n"), entry.searched.join(", "), entry.reviewed, address, entry.holes ? note(entry.holes) : "",
      ];
      if (address) links.push([`I${line}`, address]);
      rows.push(said.map((text, at) => ([2, 7].includes(at) && text ? `<c r="${letter(at)}${line}" s="3"><v>${dayNumber(text)}</v></c>` : cell(`${letter(at)}${line}`, text, at === 8 && text ? 4 : 2))).join(""));
    }
  }
  const S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
  const wrap = '<alignment vertical="top" wrapText="1"/>';
  const looks = ["", wrap, wrap, '<alignment vertical="top"/>', wrap].map((place, at) => `<xf numFmtId="${at === 3 ? 164 : 0}" fontId="${at === 1 ? 1 : at === 4 ? 2 : 0}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1">${place}</xf>`);
  const type = (part) => `application/vnd.openxmlformats-officedocument.spreadsheetml.${part}+xml`;
  const last = `J${Math.max(rows.length, 2)}`;
  return packed({
    "[Content_Types].xml": contentTypes({ "xl/workbook.xml": type("sheet.main"), "xl/worksheets/sheet1.xml": type("worksheet"), "xl/styles.xml": type("styles") }),
    "_rels/.rels": relations([["officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml": `${HEAD}<workbook ${S}><sheets><sheet name="Brief" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">Brief!$A$1:$J$${Math.max(rows.length, 2)}</definedName><definedName name="_xlnm.Print_Titles" localSheetId="0">Brief!$1:$1</definedName></definedNames></workbook>`,
    "xl/_rels/workbook.xml.rels": relations([["worksheet", "worksheets/sheet1.xml"], ["styles", "styles.xml"]]),
    "xl/styles.xml": `${HEAD}<styleSheet ${S}><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="3"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font><font><u/><sz val="11"/><color rgb="FF0000FF"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5">${looks.join("")}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
    "xl/worksheets/sheet1.xml": `${HEAD}<worksheet ${S}><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/></sheetView></sheetViews><cols>${COLUMNS.map(([, width], at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join("")}</cols><sheetData>${rows.map((row, at) => `<row r="${at + 1}">${row}</row>`).join("")}</sheetData><autoFilter ref="A1:${last}"/>${links.length ? `<hyperlinks>${links.map(([place], at) => `<hyperlink ref="${place}" r:id="rId${at + 1}"/>`).join("")}</hyperlinks>` : ""}<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>`,
    "xl/worksheets/_rels/sheet1.xml.rels": relations(links.map(([, address]) => ["hyperlink", address, true])),
  });
}

function contentTypes(parts) {
  const own = Object.entries(parts).map(([part, type]) => `<Override PartName="/${part}" ContentType="${type}"/>`);
  return `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${own.join("")}</Types>`;
}

function relations(targets) {
  const each = targets.map(([kind, target, outside], at) => `<Relationship Id="rId${at + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${xml(target)}"${outside ? ' TargetMode="External"' : ""}/>`);
  return `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each.join("")}</Relationships>`;
}

// A zip file whose entries are stored as they are.
const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function packed(files) {
  const encoder = new TextEncoder();
  const [bodies, list] = [[], []];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const [title, bytes] = [encoder.encode(name), encoder.encode(text)];
    const crc = ~bytes.reduce((c, byte) => CRC[(c ^ byte) & 255] ^ (c >>> 8), -1) >>> 0;
    const shared = (view, from) => {
      view.setUint16(from, 20, true);
      view.setUint16(from + 2, 0x800, true);
      view.setUint16(from + 8, 0x21, true);
      for (const [place, value] of [[10, crc], [14, bytes.length], [18, bytes.length]]) view.setUint32(from + place, value, true);
      view.setUint16(from + 22, title.length, true);
    };
    const local = new DataView(new ArrayBuffer(30));
    local.setUint32(0, 0x04034b50, true);
    shared(local, 4);
    const central = new DataView(new ArrayBuffer(46));
    central.setUint32(0, 0x02014b50, true);
    central.setUint16(4, 20, true);
    shared(central, 6);
    central.setUint32(42, at, true);
    bodies.push(local, title, bytes);
    list.push(central, title);
    at += 30 + title.length + bytes.length;
  }
  const size = list.reduce((sum, part) => sum + part.byteLength, 0);
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  for (const [place, value] of [[8, list.length / 2], [10, list.length / 2]]) end.setUint16(place, value, true);
  end.setUint32(12, size, true);
  end.setUint32(16, at, true);
  return new Blob([...bodies, ...list, end]);
}

globalThis.fineprintBriefFiles = { inDocx, inMarkdown, inXlsx, linesBefore };
