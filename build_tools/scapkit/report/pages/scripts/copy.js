// Buttons that copy the script beside them.
const copied = async (text) => {
  try { await navigator.clipboard.writeText(text); return true; } catch { return false; }
};

addEventListener("click", async (event) => {
  const button = event.target.closest?.("button[data-copy]");
  if (!button) return;
  const source = one("pre", button.closest("details"));
  const done = await copied(source.textContent);
  if (!done) getSelection().selectAllChildren(source);
  button.textContent = done ? "Copied" : "Selected: copy it now";
  setTimeout(() => { button.textContent = "Copy"; }, 4000);
});
for (const each of all("button[data-copy]")) each.hidden = false;
