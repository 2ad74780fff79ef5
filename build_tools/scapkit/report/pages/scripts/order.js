// The order of the rules: as in the benchmark, or the worst first.
const homes = new Map(rules.map((rule) => [rule, rule.parentElement]));
const heap = one("[data-heap]");

const sort = () => {
  const ranked = state.order === "worst";
  if (!heap || heap.hidden !== ranked) return;
  const sorted = ranked ? [...rules].sort((a, b) => a.dataset.rank - b.dataset.rank) : rules;
  for (const rule of sorted) (ranked ? heap : homes.get(rule)).append(rule);
  heap.hidden = !ranked;
};
