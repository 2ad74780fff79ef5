// What the form shows of the states that the server told.
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const one = (selector, within = document) => within.querySelector(selector);
const data = JSON.parse(one("#data").textContent);
const cards = new Map(all("[data-card]").map((card) => [card.id, card]));
const items = new Map(all("[data-item]").map((item) => [item.dataset.item, item]));
const who = one("#who");
const search = one("#search");
const done = one("#done");
const states = {};
const dirty = new Map();
const edits = new Map();
const files = new Map();
const words = { open: "unanswered", answered: "answered", refused: "does not count", waiting: "asked only if another answer leads here" };
let shown = "all";
let current = "";

const isToSign = (state) => state.given && !state.given.sign_off && (state.state === "answered" || /not signed off/.test(state.why));
const fits = {
  all: () => true,
  open: (state) => state.state === "open",
  refused: (state) => state.state === "refused",
  sign: isToSign,
  answered: (state) => state.state === "answered",
};

const filter = () => {
  const terms = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let left = 0;
  for (const [key, item] of items) {
    const text = terms.length ? cards.get(key).textContent.toLowerCase() : "";
    item.hidden = !fits[shown](states[key]) || !terms.every((term) => text.includes(term));
    left += !item.hidden;
  }
  one("#none").hidden = left > 0;
  for (const button of all("[data-show]")) {
    const name = button.dataset.show;
    button.setAttribute("aria-pressed", String(name === shown));
    one("[data-number]", button).textContent = Object.values(states).filter(fits[name]).length;
    button.hidden = ["refused", "sign"].includes(name) && name !== shown && !Object.values(states).some(fits[name]);
  }
};

const mark = (key) => {
  const state = states[key];
  const card = cards.get(key);
  card.dataset.state = items.get(key).dataset.state = state.state;
  one("[data-word]", items.get(key)).textContent = ` (${words[state.state]})`;
  const standing = { open: "Unanswered", waiting: "Asked only if another answer leads here", answered: "Answered", refused: "Does not count" }[state.state];
  one("[data-standing]", card).textContent = [standing, state.why, state.said].filter(Boolean).join(": ");
  one("[data-do=remove]", card).hidden = !state.given;
  one("[data-do=sign]", card).hidden = !isToSign(state);
  if (state.text !== undefined) {
    one("[data-ask]", card).textContent = state.text;
    const small = one("small", items.get(key));
    if (small) small.textContent = state.text;
    one(".pieces", card).hidden = true;
  }
};

const list = (key) => {
  const place = one("[data-evidence]", cards.get(key));
  place.replaceChildren(...(files.get(key) || []).map((file, index) => {
    const item = document.createElement("li");
    const name = document.createElement("span");
    const code = document.createElement("code");
    const button = document.createElement("button");
    name.textContent = `${file.file} `;
    code.textContent = file.sha256 ? file.sha256.slice(0, 12) : "";
    name.append(code);
    button.type = "button";
    button.textContent = "Remove";
    button.setAttribute("aria-label", `Remove ${file.file}`);
    button.addEventListener("click", () => { files.get(key).splice(index, 1); list(key); touch(key, 0); });
    item.append(name, button);
    return item;
  }));
};

const fill = (key) => {
  const card = cards.get(key);
  const given = states[key].given;
  const kind = given && given.response ? "response" : "answer";
  const typed = one("[data-typed]", card);
  for (const radio of all("input[type=radio]", card)) {
    radio.checked = Boolean(given) && radio.dataset.kind === kind &&
      (kind === "response" ? radio.value === given.response : Boolean(typed) || radio.value === given.value);
  }
  if (typed) typed.value = given && kind === "answer" ? given.value : "";
  for (const field of all("[data-field]", card)) field.value = given ? given[field.dataset.field] : "";
  files.set(key, given ? given.evidence.map((each) => ({ ...each })) : []);
  list(key);
};

const take = (told, own = "") => {
  for (const [key, state] of Object.entries(told.states)) {
    if (!cards.has(key)) continue;
    states[key] = state;
    mark(key);
    if (key === own || !dirty.has(key)) fill(key);
  }
  one("#file-problem").hidden = !told.problem;
  one("#file-problem").textContent = told.problem ? `The file of answers cannot be read; mend it, nothing is saved until then. ${told.problem}` : "";
  one("#strays").hidden = !told.strays.length;
  one("#strays p").textContent = told.strays.join("\n");
  const asked = Object.values(states).filter((state) => state.state !== "waiting");
  const answered = asked.filter(fits.answered).length;
  one("#bar").max = asked.length || 1;
  one("#bar").value = answered;
  const unsigned = asked.filter((state) => state.state === "refused" && isToSign(state)).length;
  one("#count").textContent = `${answered} of ${asked.length} answered${told.progress.open ? `, ${told.progress.open} rule${told.progress.open === 1 ? " needs" : "s need"} more` : ""}${unsigned ? `, ${unsigned} to sign off` : ""}`;
  filter();
};
