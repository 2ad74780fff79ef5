// From question to question.
const show = (key, isMoved = true) => {
  const card = key === "done" ? done : cards.get(key);
  if (!card) return;
  current = key;
  for (const [name, each] of cards) each.hidden = name !== key;
  done.hidden = key !== "done";
  for (const [name, item] of items) one("a", item).setAttribute("aria-current", String(name === key));
  items.get(key)?.scrollIntoView({ block: "nearest" });
  if (isMoved) { history.replaceState(null, "", `#${key}`); scrollTo(0, 0); one("h2", card).focus({ preventScroll: true }); }
};

const step = (by) => {
  const keys = [...items].filter(([, item]) => !item.hidden).map(([key]) => key);
  const next = keys[Math.min(Math.max(keys.indexOf(current) + by, 0), keys.length - 1)];
  if (next) show(next);
};

const nextOpen = () => {
  const keys = [...items.keys()];
  const at = keys.indexOf(current);
  const wanted = (key) => key !== current && (states[key].state === "open" || (states[key].state === "refused" && !isToSign(states[key])));
  show([...keys.slice(at + 1), ...keys.slice(0, Math.max(at, 0))].find(wanted) || (states[current]?.state === "open" ? current : "done"));
};

const goOn = async () => {
  const key = current;
  await queue.last;
  if (!dirty.has(key) || await inTurn(() => save(key))) nextOpen();
};

const act = {
  add: addFile,
  upload: (key) => one("[data-upload]", cards.get(key)).click(),
  before: () => step(-1),
  after: () => step(1),
  remove: (key) => inTurn(() => send(key, { action: "remove" })),
  sign: (key) => inTurn(() => send(key, { action: "sign_off" })),
  theirs: (key) => { clearTimeout(dirty.get(key)); dirty.delete(key); one("[data-conflict]", cards.get(key)).hidden = true; fill(key); say(key, ""); },
  mine: (key) => { one("[data-conflict]", cards.get(key)).hidden = true; dirty.set(key, 0); inTurn(() => save(key)); },
};
