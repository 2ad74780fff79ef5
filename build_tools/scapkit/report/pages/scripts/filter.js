// Which rules are shown: by result, severity, section, waivers and words.
const groups = all("[data-group]");
const toggles = all("button[data-facet]");
const total = new Set(rules.map((rule) => rule.dataset.rule)).size;
const shown = new Set();

const fits = (rule, terms) =>
  (!state.severity.size || state.severity.has(rule.dataset.severity)) &&
  (!state.section || subject.sections(rule).includes(state.section)) &&
  (!state.waived || rule.dataset.waived !== undefined) &&
  subject.results(rule).some((result) => !state.result.size || state.result.has(result)) &&
  terms.every((term) => subject.words(rule).includes(term));

const isFiltered = () => Boolean(state.q || state.section || state.asset || state.waived || state.severity.size || state.result.size);

const apply = () => {
  const terms = state.q.toLowerCase().split(/\s+/).filter(Boolean);
  const told = new Set();
  shown.clear();
  subject.begin();
  for (const rule of rules) {
    rule.hidden = !fits(rule, terms);
    if (rule.hidden) continue;
    shown.add(rule);
    told.add(rule.dataset.rule);
  }
  for (const group of groups) group.hidden = !one("[data-rule]:not([hidden])", group);
  one("[data-count]").textContent = `${told.size} of ${total} ${subject.noun}s`;
  one("[data-none]").hidden = shown.size > 0;
  showFilters();
  one("[data-printed]").textContent = isFiltered() ? `${one("[data-count]").textContent}: ${described()}` : "";
  subject.applied();
};

const showFilters = () => {
  if (search.value !== state.q) search.value = state.q;
  for (const each of toggles) each.setAttribute("aria-pressed", String(state[each.dataset.facet].has(each.value)));
  for (const each of all("[data-state]")) {
    if (each.type === "checkbox") each.checked = Boolean(state[each.dataset.state]);
    else if (each !== search) each.value = state[each.dataset.state] || "";
  }
  for (const each of all("[data-do=clear]", bar)) each.hidden = !isFiltered();
};

// The filters in words, for paper, where nobody sees them.
const described = () => [
  state.q && `with “${state.q}”`,
  ...SETS.filter((key) => state[key].size).map((key) => `${key} ${[...state[key]].join(" or ")}`),
  ...["section", "asset"].filter((key) => state[key]).map((key) => `${key} ${state[key]}`),
  state.waived && "waived",
].filter(Boolean).join(", ");

const clear = () => {
  change({ ...nothing(), view: state.view, order: state.order, kin: state.kin });
  apply();
};

const toggle = (facet, value) => {
  const values = new Set(state[facet]);
  if (!values.delete(value)) values.add(value);
  change({ [facet]: values });
  apply();
};

for (const each of toggles) each.addEventListener("click", () => toggle(each.dataset.facet, each.value));
search.addEventListener("input", () => {
  change({ q: search.value }, state.q && search.value ? "replace" : "push");
  apply();
});
for (const each of all("[data-state]")) {
  if (each === search) continue;
  each.addEventListener(each.type === "search" ? "input" : "change", () => {
    const value = each.type === "checkbox" ? (each.checked ? "yes" : "") : each.value;
    change({ [each.dataset.state]: value }, each.type === "search" && value && state[each.dataset.state] ? "replace" : "push");
    if (each.dataset.state === "order") sort();
    apply();
  });
}
