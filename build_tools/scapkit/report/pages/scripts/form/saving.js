// Answers sent as they are given, one after the other.
const chosen = (card) => {
  const radio = one("input[type=radio]:checked", card);
  if (!radio) return null;
  const typed = one("[data-typed]", card);
  if (radio.dataset.kind === "response") return { response: radio.value };
  if (!typed) return { answer: radio.value };
  return typed.value.trim() ? { answer: typed.value } : null;
};

const say = (key, text, problem = "", field = "") => {
  const card = cards.get(key);
  one("[data-saved]", card).textContent = text;
  for (const place of all("[data-problem]", card)) place.textContent = place.dataset.problem === field ? problem : "";
  for (const input of all("[data-field]", card)) input.setAttribute("aria-invalid", String(Boolean(problem) && input.dataset.field === field));
  one("[data-typed]", card)?.setAttribute("aria-invalid", String(Boolean(problem) && field === "answer"));
  one("#who-problem").textContent = field === "who" ? problem : "";
  who.setAttribute("aria-invalid", String(Boolean(problem) && field === "who"));
  if (problem && field === "who") who.focus();
};

const send = async (key, body) => {
  const seen = edits.get(key);
  let answer;
  try {
    answer = await fetch("answer", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Scapkit-Secret": data.secret },
      body: JSON.stringify({ key, revision: states[key].revision, who: who.value, ...body }),
    });
  } catch {
    say(key, "", "Not saved: scapkit does not answer. What you typed stays here; start it again and load its new address in another window.");
    return false;
  }
  if (!(answer.headers.get("Content-Type") || "").includes("json")) {
    say(key, "", `Not saved: ${(await answer.text()).trim()}`);
    return false;
  }
  return settle(key, await answer.json(), edits.get(key) === seen);
};

// What was typed while the answer was on its way is newer than what came back: it stays, and is saved next.
const settle = (key, told, isLatest) => {
  const card = cards.get(key);
  const isSaved = told.is_saved;
  if (isSaved) {
    if (isLatest) dirty.delete(key);
    say(key, isLatest ? `Saved at ${new Date().toTimeString().slice(0, 5)}` : "");
    take(told, isLatest ? key : "");
  } else if (told.conflict) {
    dirty.set(key, 0);
    take(told);
    one("[data-conflict-text]", card).textContent = `${told.conflict}. There is now: ${states[key].said || "no answer"}`;
    say(key, "Not saved");
  } else {
    if (told.field === "evidence") giveBack(key, told.problem);
    say(key, "Not saved", told.problem, told.field || "");
  }
  one("[data-conflict]", card).hidden = !told.conflict;
  return isSaved;
};

// What is no evidence goes back into its field, to be mended, and stands in nobody's way.
const giveBack = (key, problem) => {
  const isRefused = (each) => !each.sha256 && problem.startsWith(`${each.file} `);
  const refused = files.get(key).filter(isRefused);
  if (!refused.length) return;
  files.set(key, files.get(key).filter((each) => !isRefused(each)));
  const input = one("[data-file]", cards.get(key));
  if (!input.value) input.value = refused[0].file;
  list(key);
};

const save = async (key) => {
  const card = cards.get(key);
  clearTimeout(dirty.get(key));
  const answer = chosen(card);
  if (answer && !who.value.trim()) {
    say(key, "Not saved", "Say who you are: an answer needs a name", "who");
    return false;
  }
  if (!answer) {
    if (dirty.has(key)) say(key, "Not saved: choose an answer", "");
    return !dirty.has(key);
  }
  if (!one("[data-conflict]", card).hidden) return false;
  dirty.set(key, 0);
  const fields = Object.fromEntries(all("[data-field]", card).map((field) => [field.dataset.field, field.value]));
  return send(key, { action: "answer", ...answer, ...fields, evidence: files.get(key) });
};

const queue = { last: Promise.resolve(true) };
const inTurn = (work) => { queue.last = queue.last.then(work, work); return queue.last; };

const touch = (key, wait) => {
  clearTimeout(dirty.get(key));
  one("[data-saved]", cards.get(key)).textContent = "";
  edits.set(key, (edits.get(key) || 0) + 1);
  dirty.set(key, setTimeout(() => inTurn(() => save(key)), wait));
};

const attach = (key, file) => {
  files.get(key).push({ file, sha256: "", artifact: one("[data-artifact]", cards.get(key))?.value || "" });
  list(key);
  touch(key, 0);
};

const addFile = (key) => {
  const input = one("[data-file]", cards.get(key));
  const name = input.value.trim();
  input.value = "";
  if (name) attach(key, name);
};

const upload = async (key, file) => {
  say(key, `Uploading ${file.name}`);
  let told;
  try {
    const answer = await fetch(`evidence?${encodeURIComponent(file.name)}`, {
      method: "POST",
      headers: { "Content-Type": "application/octet-stream", "X-Scapkit-Secret": data.secret },
      body: file,
    });
    told = answer.ok ? await answer.json() : { problem: (await answer.text()).trim() };
  } catch {
    told = { problem: "scapkit does not answer, or takes no file as large as this" };
  }
  say(key, "", told.file ? "" : told.problem, "evidence");
  if (told.file) attach(key, told.file);
};
