// The keyboard: single keys, which can be turned off (WCAG 2.1.4), and the list of them.
const help = one("#keys");
const single = one("#single-keys");
const isTyping = (element) => element.closest("input:not([type=checkbox]), select, textarea, [role=grid], dialog");
const stepsShown = () => all("[data-step]").filter((each) => each.offsetParent !== null);
const around = (place) => place.closest("details, article");

const step = (by) => {
  const places = stepsShown();
  const at = places.findLastIndex((each) => around(each).contains(document.activeElement));
  const next = places[at < 0 ? (by > 0 ? 0 : places.length - 1) : Math.min(Math.max(at + by, 0), places.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
};

const leave = (target) => {
  if (target === search && search.value) { change({ q: "" }); apply(); return; }
  const opened = target.closest("details[open]");
  if (opened) { opened.open = false; one("summary", opened).focus(); }
  else if (target === search) search.blur();
};

const KEYS = {
  "/": () => search.focus(),
  j: () => step(1),
  k: () => step(-1),
  e: () => unfold(true),
  c: () => unfold(false),
  "?": () => help?.showModal(),
};

const unfold = (opened) => {
  for (const rule of shown) if (rule.offsetParent !== null) rule.open = opened;
};

addEventListener("keydown", (event) => {
  const target = event.target.closest ? event.target : document.body;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && !target.closest("dialog")) { leave(target); return; }
  if (isTyping(target) || (single && !single.checked) || !Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  KEYS[event.key]();
});

const ACTIONS = {
  clear: () => { clear(); search.focus(); },
  expand: () => unfold(true),
  collapse: () => unfold(false),
  help: () => help.showModal(),
};
for (const each of all("button[data-do]")) each.addEventListener("click", () => ACTIONS[each.dataset.do]?.());
