// What is filtered and opened, kept in the part of the address behind #, so that it can be sent, and Back works.
const SETS = ["result", "severity"];
const WORDS = ["q", "section", "asset", "waived", "order", "view", "kin", "rule", "at"];
const nothing = () => ({
  ...Object.fromEntries(SETS.map((key) => [key, new Set()])),
  ...Object.fromEntries(WORDS.map((key) => [key, ""])),
});
let state = nothing();

const written = () => {
  const told = new URLSearchParams();
  for (const key of SETS) if (state[key].size) told.set(key, [...state[key]].join(","));
  for (const key of WORDS) if (state[key]) told.set(key, state[key]);
  return String(told);
};

// Whether the address says what to show; otherwise it is empty or names a place in the page.
const isState = (text) => [...SETS, ...WORDS].some((key) => new RegExp(`(^|&)${key}=`).test(text));

const read = () => {
  const text = location.hash.slice(1);
  if (text && !isState(text)) return false;
  const told = new URLSearchParams(text);
  state = nothing();
  for (const key of SETS) state[key] = new Set((told.get(key) || "").split(",").filter(Boolean));
  for (const key of WORDS) state[key] = told.get(key) || "";
  return true;
};

// Take a change over and write it into the address, as a new place in the history or in the place of this one.
const change = (changes, how = "push") => {
  state = { ...state, ...changes };
  const text = written();
  if (text === location.hash.slice(1)) return;
  const address = location.href.split("#")[0] + (text && `#${text}`);
  try { history[`${how}State`](null, "", address); } catch { /* a page in a frame without a history of its own */ }
};
