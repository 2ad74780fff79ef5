// What the mouse and the keyboard do, and where it begins.
for (const [key, card] of cards) {
  one("[data-form]", card).addEventListener("submit", (event) => { event.preventDefault(); goOn(); });
  card.addEventListener("input", (event) => {
    const target = event.target;
    if (target.matches("[data-file], [data-artifact], [data-upload]")) return;
    if (target.matches("[data-typed]")) one("input[type=radio]", card).checked = true;
    touch(key, target.type === "radio" ? 350 : 900);
  });
  card.addEventListener("change", (event) => { if (event.target.matches("[data-typed], [data-field]") && dirty.has(key)) touch(key, 0); });
  card.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.do) act[button.dataset.do](key);
    if (button?.dataset.days) { one("[data-field=expires]", card).value = button.dataset.days; touch(key, 0); }
  });
  one("[data-upload]", card).addEventListener("change", async (event) => {
    for (const file of event.target.files) await upload(key, file);
    event.target.value = "";
  });
  one("[data-file]", card).addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.value.trim()) { event.preventDefault(); addFile(key); }
  });
  for (const pre of all("pre:not([tabindex])", card)) copyable(pre);
}
for (const pre of all("pre", done)) copyable(pre);

function copyable(pre) {
  const box = document.createElement("div");
  const button = document.createElement("button");
  box.className = "copied";
  button.type = "button";
  button.textContent = "Copy";
  button.setAttribute("aria-label", "Copy the commands");
  button.addEventListener("click", async () => {
    const lines = pre.matches(".command") ? all("code", pre).map((line) => line.textContent) : pre.textContent.split("\n");
    const commands = lines.filter((line) => line.trim().startsWith("$ ")).map((line) => line.trim().slice(2));
    try { await navigator.clipboard.writeText((commands.length ? commands : lines).join("\n").trim()); button.textContent = "Copied"; }
    catch { getSelection().selectAllChildren(pre); button.textContent = "Press Ctrl+C"; }
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  });
  pre.replaceWith(box);
  box.append(pre, button);
}

const pick = (card, number, letter) => {
  const radios = all("input[type=radio]", card);
  const radio = letter ? radios.find((each) => each.dataset.kind === "answer" && each.value[0] === letter) : radios[number - 1];
  if (!radio) return false;
  const typed = one("[data-typed]", card);
  radio.checked = true;
  if (typed && radio.dataset.kind === "answer") typed.focus();
  else { radio.focus(); touch(card.id, 350); }
  return true;
};

addEventListener("keydown", (event) => {
  const field = event.target.closest("input:not([type=radio]), textarea, select");
  const card = cards.get(current);
  if (event.key === "Escape" && field) { if (field === search) { search.value = ""; filter(); } field.blur(); return; }
  if (event.key === "Enter" && event.target.matches("textarea") && (event.ctrlKey || event.metaKey)) { event.preventDefault(); goOn(); return; }
  if (field || event.ctrlKey || event.metaKey || event.altKey) return;
  const letter = event.key.toLowerCase();
  if (event.key === "/") { event.preventDefault(); search.focus(); }
  else if (letter === "j" || (event.key === "ArrowDown" && !event.target.matches("input, pre"))) { event.preventDefault(); step(1); }
  else if (letter === "k" || (event.key === "ArrowUp" && !event.target.matches("input, pre"))) { event.preventDefault(); step(-1); }
  else if (!card) return;
  else if (/^[1-9]$/.test(event.key)) { if (pick(card, Number(event.key))) event.preventDefault(); }
  else if (card.dataset.kind === "boolean" && "yntf".includes(letter)) { if (pick(card, 0, letter)) event.preventDefault(); }
  else if (letter === "r") { event.preventDefault(); one("[data-field=remark]", card).focus(); }
  else if (event.key === "Enter" && !event.target.closest("button, a, summary, form")) { event.preventDefault(); goOn(); }
});

who.addEventListener("input", () => { if (who.value.trim()) { one("#who-problem").textContent = ""; who.setAttribute("aria-invalid", "false"); } });
who.addEventListener("change", () => {
  sessionStorage.setItem("who", who.value);
  for (const key of dirty.keys()) touch(key, 0); });
search.addEventListener("input", filter);
for (const button of all("[data-show]")) button.addEventListener("click", () => { shown = button.dataset.show; filter(); });
for (const [key, item] of items) one("a", item).addEventListener("click", (event) => { event.preventDefault(); show(key); });
addEventListener("hashchange", () => show(location.hash.slice(1)));
addEventListener("beforeunload", (event) => { if (dirty.size) event.preventDefault(); });
const look = async () => {
  if (document.hidden) return;
  try {
    const answer = await fetch("states");
    if (answer.ok) take(await answer.json());
  } catch { /* the next save tells */ }
};
addEventListener("focus", look);
document.addEventListener("visibilitychange", look);

who.value ||= sessionStorage.getItem("who") || "";
take(data);
const named = location.hash.slice(1);
if (cards.has(named)) show(named, false);
else if (cards.size) { const keys = [...items.keys()]; show(keys.find((key) => states[key].state === "open") || keys[0], false); }
