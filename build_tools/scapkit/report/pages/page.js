"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const rules = all("[data-rule]");
  const groups = all("[data-group]");
  const bar = document.querySelector("[data-filters]");
  if (!bar) return;
  const search = bar.querySelector("input");
  const count = bar.querySelector("[data-count]");
  const none = document.querySelector("[data-none]");
  const toggles = all("button[data-facet]", bar);
  const words = new Map();
  const total = new Set(rules.map((rule) => rule.dataset.rule)).size;

  const text = (rule) => {
    if (!words.has(rule)) words.set(rule, rule.textContent.toLowerCase());
    return words.get(rule);
  };

  const chosen = (facet) => toggles
    .filter((button) => button.dataset.facet === facet && button.getAttribute("aria-pressed") === "true")
    .map((button) => button.value);

  const apply = () => {
    const terms = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const facets = ["result", "severity"].map((facet) => [facet, chosen(facet)]).filter(([, values]) => values.length);
    const shown = new Set();
    for (const rule of rules) {
      const fits = facets.every(([facet, values]) => values.includes(rule.dataset[facet])) &&
        (!terms.length || terms.every((term) => text(rule).includes(term)));
      rule.hidden = !fits;
      if (fits) shown.add(rule.dataset.rule);
    }
    for (const group of groups) group.hidden = !group.querySelector("[data-rule]:not([hidden])");
    count.textContent = `${shown.size} of ${total} ${count.dataset.noun || "rules"}`;
    none.hidden = shown.size > 0;
  };

  const clear = () => {
    search.value = "";
    for (const button of toggles) button.setAttribute("aria-pressed", "false");
    apply();
  };

  const open = (element) => {
    for (let at = element; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  };

  const follow = () => {
    let name = location.hash.slice(1);
    try { name = decodeURIComponent(name); } catch { return; }
    if (!name) return;
    const target = document.getElementById(name) || rules.find((rule) => rule.dataset.rule === name);
    if (!target) return;
    if (target.closest("[hidden]")) clear();
    open(target);
    target.scrollIntoView();
  };

  const homes = new Map(rules.map((rule) => [rule, rule.parentElement]));
  const heap = document.querySelector("[data-heap]");
  const sort = (order) => {
    const ranked = order === "worst";
    const sorted = ranked ? [...rules].sort((one, other) => one.dataset.rank - other.dataset.rank) : rules;
    for (const rule of sorted) (ranked ? heap : homes.get(rule)).append(rule);
    heap.hidden = !ranked;
    apply();
  };

  bar.hidden = false;
  search.addEventListener("input", apply);
  for (const button of toggles) {
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
      apply();
    });
  }
  all("button[data-do]").forEach((button) => button.addEventListener("click", () => {
    if (button.dataset.do === "clear") { clear(); search.focus(); return; }
    const opened = button.dataset.do === "expand";
    for (const rule of rules) if (!rule.hidden) rule.open = opened;
  }));
  bar.querySelector("select")?.addEventListener("change", (event) => sort(event.target.value));
  addEventListener("hashchange", follow);
  addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.closest("input, select, textarea")) { event.preventDefault(); search.focus(); }
    if (event.key === "Escape" && event.target === search) clear();
  });
  const unfolded = [];
  addEventListener("beforeprint", () => {
    const wanted = rules.filter((rule) => ["fail", "error", "unknown"].includes(rule.dataset.result));
    for (const rule of wanted) if (!rule.open) { rule.open = true; unfolded.push(rule); }
  });
  addEventListener("afterprint", () => { for (const rule of unfolded.splice(0)) rule.open = false; });
  apply();
  follow();
})();
