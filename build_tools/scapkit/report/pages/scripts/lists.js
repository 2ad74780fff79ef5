// The results of a rule on its assets, and of an asset by its rules, drawn when they are looked at.
const PAGE_OF_LIST = 50;
const titleOf = (rule) => one("h4", rule).textContent;

const entryOf = ({ rule, asset, code }, told) => {
  const mark = badge(fleet.codes[code]);
  if (fleet.hrefs[asset]) {
    const link = make("a", { href: `${fleet.hrefs[asset]}#${rule.id}` }, told);
    return make("p", { class: "entry", "data-on": asset, "data-of": rule.dataset.rule }, mark, " ", link);
  }
  const waived = isWaived(rule, asset) ? make("span", { class: "small muted" }, " waived") : "";
  const summary = make("summary", { "data-step": "" }, mark, make("bdi", {}, told), waived);
  const place = { class: "entry", "data-on": asset, "data-of": rule.dataset.rule };
  const entry = make("details", place, summary, make("div", { class: "body" }));
  entry.addEventListener("toggle", () => { if (entry.open) fill(entry); });
  return entry;
};

const told = { rule: ({ asset }) => fleet.assets[asset], asset: ({ rule }) => [one(".control", rule)?.textContent, titleOf(rule)].filter(Boolean).join(" ") };

// Draw a list as far as the entry that is asked for, or its first part.
const draw = (holder, verdicts, by, until = null) => {
  const list = one("[data-list]", holder);
  list.replaceChildren();
  const more = make("button", { type: "button" });
  const extend = (to) => {
    more.remove();
    const from = list.children.length;
    list.append(...verdicts.slice(from, to).map((each) => entryOf(each, told[by](each))));
    const left = verdicts.length - list.children.length;
    more.textContent = `Show ${Math.min(left, PAGE_OF_LIST)} more of ${left}`;
    if (left > 0) list.append(more);
  };
  more.addEventListener("click", () => extend(list.children.length - 1 + PAGE_OF_LIST));
  const wanted = until === null ? -1 : verdicts.findIndex(until);
  extend(Math.max(PAGE_OF_LIST, wanted + 1));
  if (!verdicts.length) list.append(make("p", { class: "muted" }, "No result fits the filters."));
  return wanted < 0 ? null : list.children[wanted];
};

const assets = all("[data-asset]");
const drawers = new Map([
  ...rules.map((rule) => [rule, () => draw(rule, verdictsOf(rule), "rule")]),
  ...assets.map((asset) => [asset, () => draw(asset, verdictsOn(Number(asset.dataset.asset)), "asset")]),
]);

// A list is drawn when it comes into sight: hundreds may be open at once.
const sight = new IntersectionObserver((found) => {
  for (const { target, isIntersecting } of found) {
    if (!isIntersecting || !target.open || target.dataset.drawn) continue;
    target.dataset.drawn = "yes";
    drawers.get(target)();
  }
}, { rootMargin: "50%" });
for (const holder of drawers.keys()) {
  holder.addEventListener("toggle", () => { if (holder.open) sight.observe(holder); else sight.unobserve(holder); });
}

// What was drawn is drawn anew once it is seen, as the filters have changed.
const redraw = () => {
  for (const holder of all("[data-drawn]")) {
    delete holder.dataset.drawn;
    sight.unobserve(holder);
    if (holder.open) sight.observe(holder);
  }
};

// With assets chosen the mark of a rule is the worst of theirs.
const showWorst = (rule) => {
  const code = WORST.find((each) => codesOf(rule).has(each));
  const place = one("[data-worst]", rule);
  if (!code || place.dataset.worst === code) return;
  place.dataset.worst = code;
  place.replaceChildren(badge(fleet.codes[code]));
};

const showParts = () => {
  for (const each of all("[data-part]")) each.hidden = each.dataset.part !== state.view;
  for (const each of all("[data-view]")) each.toggleAttribute("aria-current", each.dataset.view === state.view);
  for (const asset of assets) {
    const number = Number(asset.dataset.asset);
    const [kin, place] = kinOfAsset[number];
    const has = (rule) => Number(rule.dataset.kin) === kin && isWanted(rule, number, lineOf(rule)[place]);
    asset.hidden = !isChosen(number) || ![...shown].some(has);
  }
};

subject.applied = () => {
  for (const rule of shown) showWorst(rule);
  showParts();
  redraw();
  if (state.view === "matrix") drawMatrix();
};

subject.opened = (rule) => {
  const asset = fleet.assets.indexOf(state.at);
  if (asset < 0) return false;
  const byAsset = state.view === "assets";
  const [holder, verdicts] = byAsset ? [assets[asset], verdictsOn(asset)] : [rule, verdictsOf(rule)];
  holder.dataset.drawn = "yes";
  holder.open = true;
  const isIt = (each) => each.asset === asset && each.rule === rule;
  const entry = draw(holder, verdicts, byAsset ? "asset" : "rule", isIt);
  if (!entry) return false;
  if (entry.tagName === "DETAILS") entry.open = true;
  entry.scrollIntoView({ block: "center" });
  return true;
};

for (const each of all("[data-view]")) {
  each.addEventListener("click", (event) => {
    event.preventDefault();
    change({ view: each.dataset.view, at: "", rule: "" });
    apply();
  });
}
addEventListener("click", (event) => {
  const entry = event.target.closest?.("details.entry");
  if (!entry || !event.target.closest("summary") || entry.open) return;
  const isIts = (each) => each.dataset.rule === entry.dataset.of && kinOf(each).assets.includes(Number(entry.dataset.on));
  const rule = rules.find(isIts);
  change({ rule: nameOf(rule), at: fleet.assets[entry.dataset.on] }, "replace");
});
