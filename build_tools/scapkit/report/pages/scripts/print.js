// On paper nothing can be opened: all that is filtered in is printed open, and closed again afterwards.
const unfolded = [];
const unfoldAll = () => {
  const wanted = [...shown].flatMap((rule) => [rule, ...all("details:not(.others):not(.script)", rule)]);
  for (const each of wanted) {
    if (each.open) continue;
    each.open = true;
    unfolded.push(each);
  }
};
addEventListener("beforeprint", unfoldAll);
addEventListener("afterprint", () => { for (const each of unfolded.splice(0)) each.open = false; });
