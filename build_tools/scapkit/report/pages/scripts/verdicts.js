// The results of all rules on all assets: a letter each, in lines by rule.
const fleet = JSON.parse(one("#verdicts").textContent);
const WORST = Object.keys(fleet.codes);
const kinOf = (rule) => fleet.kin[rule.dataset.kin];
const lineOf = (rule) => kinOf(rule).rules[rule.dataset.rule];
const lowered = fleet.assets.map((name) => name.toLowerCase());
const kinOfAsset = [];
fleet.kin.forEach((kin, number) => kin.assets.forEach((asset, place) => { kinOfAsset[asset] = [number, place]; }));

// The assets that the filter names: the one that is called so, else those whose names have it in them; all without.
let chosen = null;
const choose = () => {
  const wanted = state.asset.trim().toLowerCase();
  if (!wanted) { chosen = null; return; }
  const same = lowered.indexOf(wanted);
  chosen = new Set(same >= 0 ? [same] : lowered.flatMap((name, number) => (name.includes(wanted) ? [number] : [])));
};

const isChosen = (asset) => !chosen || chosen.has(asset);
const isWaived = (rule, asset) => (kinOf(rule).waived[rule.dataset.rule] || []).includes(asset);
const isWanted = (rule, asset, code) => code !== " " && (!state.result.size || state.result.has(fleet.codes[code])) &&
  (!state.waived || isWaived(rule, asset));

// The verdicts of a rule that the filters let through, the worst first.
const verdictsOf = (rule) => {
  const line = lineOf(rule);
  return kinOf(rule).assets
    .map((asset, place) => ({ rule, asset, code: line[place] }))
    .filter(({ asset, code }) => isWanted(rule, asset, code) && isChosen(asset))
    .sort((a, b) => WORST.indexOf(a.code) - WORST.indexOf(b.code));
};

const verdictsOn = (asset) => {
  const [kin, place] = kinOfAsset[asset];
  return [...shown].filter((rule) => Number(rule.dataset.kin) === kin)
    .map((rule) => ({ rule, asset, code: lineOf(rule)[place] }))
    .filter(({ rule, code }) => isWanted(rule, asset, code))
    .sort((a, b) => WORST.indexOf(a.code) - WORST.indexOf(b.code));
};

const distinct = new Map(rules.map((rule) => [rule, new Set(lineOf(rule))]));
const codesOf = (rule) => {
  if (!chosen) return distinct.get(rule);
  const line = lineOf(rule);
  return new Set(kinOf(rule).assets.flatMap((asset, place) => (chosen.has(asset) ? [line[place]] : [])));
};
subject.begin = choose;
subject.results = (rule) => [...codesOf(rule)].filter((code) => code !== " ").map((code) => fleet.codes[code]);
const badge = (outcome) => one(`[data-badge="${outcome}"]`, one("#badges").content).firstElementChild.cloneNode(true);
