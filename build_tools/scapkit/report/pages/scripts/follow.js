// Where the address leads: to a state of the filters with a rule opened, or to a place in the page.
const open = (element) => {
  for (let at = element; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
};

const reveal = (target) => {
  if (rules.includes(target) && target.hidden) clear();
  open(target);
  target.scrollIntoView();
};

const follow = () => {
  if (read()) {
    sort();
    apply();
    const rule = state.rule && ruleCalled(state.rule);
    if (!rule) return;
    if (rule.hidden) {
      state = { ...nothing(), rule: state.rule, at: state.at, view: state.view };
      apply();
    }
    if (!subject.opened(rule)) reveal(rule);
    return;
  }
  let name = location.hash.slice(1);
  try { name = decodeURIComponent(name); } catch { return; }
  const target = document.getElementById(name) || ruleCalled(name);
  if (target) reveal(target);
};

addEventListener("hashchange", follow);
// the address names the rule that was opened last; a click is what a person does, toggling may be the page's own doing
for (const rule of rules) {
  one("summary", rule)?.addEventListener("click", () => {
    if (!rule.open) change({ rule: nameOf(rule) }, "replace");
    else if (ruleCalled(state.rule) === rule) change({ rule: "" }, "replace");
  });
}
