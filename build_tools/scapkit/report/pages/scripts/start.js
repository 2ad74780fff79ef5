// Everything is there: show what the address asks for.
if (bar) {
  bar.hidden = false;
  for (const each of all("[data-script]")) each.hidden = false;
  read();
  sort();
  apply();
  follow();
}
performance.mark("usable");
