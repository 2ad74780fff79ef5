// On paper nothing can be opened: all that is filtered in is printed open, and closed again afterwards.
const unfolded = [];
const unfoldAll = () => {
  const places = [...shown, ...all("[data-part=assets] > .rules > details:not([hidden])")].filter((each) => each.offsetParent !== null);
  const wanted = places.flatMap((each) => [each, ...all("details:not(.others):not(.script)", each)]);
  for (const each of wanted) {
    if (each.open) continue;
    each.open = true;
    unfolded.push(each);
  }
};
addEventListener("beforeprint", unfoldAll);
addEventListener("afterprint", () => { for (const each of unfolded.splice(0)) each.open = false; });
