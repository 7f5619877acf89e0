// A vendor's page on a phone: the answers on a topic are folded behind its name, and open when it is pressed. On wider
// screens and on paper all stand open, and without this script, too.
const narrow = matchMedia("screen and (max-width: 44.9375em)");
const heads = [...document.querySelectorAll(".wide.rows tr.group th")].map((head) => [head, [...head.childNodes]]);

function fold([head, words]) {
  const topic = head.closest("tbody");
  topic.classList.toggle("folded", narrow.matches);
  head.replaceChildren(...words);
  if (!narrow.matches) return;
  const questions = topic.rows.length - 1;
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "unfold", ariaExpanded: "false" });
  button.append(...words, ` (${questions} ${questions === 1 ? "question" : "questions"})`);
  button.addEventListener("click", () => {
    button.ariaExpanded = String(!topic.classList.toggle("folded"));
  });
  head.replaceChildren(button);
}

narrow.addEventListener("change", () => heads.forEach(fold));
heads.forEach(fold);
