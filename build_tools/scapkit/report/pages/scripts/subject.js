// What there is to filter by: the results of a rule, its sections, and the words that a search looks through.
const words = new Map();
const subject = {
  results: (rule) => [rule.dataset.result],
  words: (rule) => {
    if (!words.has(rule)) words.set(rule, rule.textContent.toLowerCase());
    return words.get(rule);
  },
  sections: (rule) => (rule.dataset.sections || "").split("\n"),
  begin: () => {},
  applied: () => {},
  opened: () => {},
  noun: bar?.dataset.noun || "rule",
};
const names = new Map();
for (const rule of rules) names.set(rule.dataset.rule, (names.get(rule.dataset.rule) || 0) + 1);

// What an address calls a rule: as short as it can be.
const nameOf = (rule) => (names.get(rule.dataset.rule) === 1 ? rule.dataset.rule : rule.id);
const ruleCalled = (name) => rules.find((rule) => rule.dataset.rule === name || rule.id === name);
