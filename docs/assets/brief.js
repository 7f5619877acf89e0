// A brief to take away: chosen vendors and questions with quotes, references and hashes, made from the book's data.
const form = document.querySelector("#_brief");
const out = document.querySelector("#_made");
const status = document.querySelector("#_brief-status");
const root = new URL(form.dataset.root, document.baseURI);
let book;

function element(tag, text, className) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function written(date) {
  const [year, month, day] = date.slice(0, 10).split("-").map(Number);
  return new Date(Date.UTC(year, month - 1, day)).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}

function label(question, value) {
  const shared = JSON.parse(form.dataset.shared);
  return question.values.find((own) => own.id === value)?.label ?? shared[value] ?? value;
}

function newest(vendor, document) {
  return vendor.versions.filter((version) => version.document === document).sort((a, b) => (a.date < b.date ? 1 : -1))[0];
}

function entry(question, vendor) {
  const version = newest(vendor, question.document);
  const part = element("div", "", "brief-entry");
  const answer = version?.answers.find((each) => each.question === question.id);
  part.append(element("h3", `${vendor.name}, ${version ? written(version.date) : "no version"}`));
  part.append(element("p", answer ? label(question, answer.value) : "Not yet read", "brief-value"));
  if (!answer) return part;
  part.append(element("p", answer.note));
  for (const quote of answer.quotes) {
    const block = element("blockquote");
    block.append(element("p", quote.text));
    block.append(element("p", `${version.address}#${quote.clause}`, "from"));
    part.append(block);
  }
  const source = `${version.publisher}, ${version.title}, ${written(version.date)}. SHA-256 of the stored text: ${version.sha256}. Answer reviewed on ${written(answer.reviewed)}.`;
  part.append(element("p", source, "from"));
  return part;
}

async function make() {
  const vendors = [...form.querySelectorAll("[name=vendor]:checked")].map((box) => box.value);
  const questions = [...form.querySelectorAll("[name=question]:checked")].map((box) => box.value);
  out.replaceChildren();
  if (!vendors.length || !questions.length) {
    status.textContent = "Choose at least one of each.";
    return;
  }
  book ??= await (await fetch(new URL("data/book.json", root))).json();
  for (const question of book.questions.filter((each) => questions.includes(each.id))) {
    const part = element("section");
    part.append(element("h2", question.question));
    for (const vendor of book.vendors.filter((each) => vendors.includes(each.id))) part.append(entry(question, vendor));
    out.append(part);
  }
  status.textContent = `${questions.length} questions to ${vendors.length}. This page has an address of its own and prints as it stands.`;
}

function read() {
  const wanted = new URLSearchParams(location.search);
  for (const name of ["vendor", "question"]) {
    const chosen = (wanted.get(name) || "").split(",");
    for (const box of form.querySelectorAll(`[name=${name}]`)) box.checked = chosen.includes(box.value);
  }
  if (wanted.get("vendor") && wanted.get("question")) make();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const wanted = new URLSearchParams();
  for (const name of ["vendor", "question"]) {
    wanted.set(name, [...form.querySelectorAll(`[name=${name}]:checked`)].map((box) => box.value).join(","));
  }
  history.pushState(null, "", `?${wanted.toString().replaceAll("%2C", ",")}`);
  make();
});
addEventListener("popstate", read);
read();
