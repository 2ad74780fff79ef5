// A collection is printed with the evidence of what is filtered in, which has to be opened first.
const MOST_PRINTED = 2000;

const prepare = async () => {
  if (state.view === "matrix") one('[data-part=""]').hidden = false;
  const byAsset = state.view === "assets";
  const holders = byAsset ? assets.filter((each) => !each.hidden) : [...shown];
  let left = MOST_PRINTED;
  for (const holder of holders) {
    const verdicts = byAsset ? verdictsOn(Number(holder.dataset.asset)) : verdictsOf(holder);
    const some = verdicts.slice(0, Math.max(left, 0));
    holder.dataset.drawn = "yes";
    draw(holder, some, byAsset ? "asset" : "rule", () => false);
    while (one("[data-list] > button", holder)) one("[data-list] > button", holder).click();
    if (verdicts.length > some.length) {
      one("[data-list]", holder).append(make("p", { class: "muted" }, `${count(verdicts.length - some.length, "result")} more: filter to print them.`));
    }
    left -= some.length;
    for (const entry of all("details.entry", holder)) await fill(entry);
  }
};

const printAll = async () => { await prepare(); print(); };
ACTIONS.print = printAll;
// what is drawn of the matrix is a part of it, so that the rules are printed in its place
addEventListener("beforeprint", () => { if (state.view === "matrix") one('[data-part=""]').hidden = false; });
addEventListener("afterprint", showParts);
addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "p") { event.preventDefault(); printAll(); }
});
