// The matrix of rules and assets: only what can be seen of it is drawn.
const CELL = 24;
const ROW = 26;
const grid = one("[data-matrix]");
const cellLine = one("[data-cell]");
let seen = { rows: [], columns: [], row: 0, column: 0 };

const escaped = (text) => text.replace(/[&<>"]/g, (each) => `&#${each.charCodeAt(0)};`);
const tellCell = (rule, asset, code) => `${titleOf(rule)}, ${fleet.assets[asset]}: ${fleet.words[fleet.codes[code]] ?? "not judged"}`;

const drawMatrix = () => {
  const kin = Number(state.kin || 0);
  const rows = [...shown].filter((rule) => Number(rule.dataset.kin) === kin);
  const columns = fleet.kin[kin].assets.map((asset, place) => [asset, place]).filter(([asset]) => isChosen(asset));
  const within = (place, whole) => Math.min(place, Math.max(whole.length - 1, 0));
  seen = { rows, columns, row: within(seen.row, rows), column: within(seen.column, columns) };
  grid.setAttribute("aria-rowcount", rows.length + 1);
  grid.setAttribute("aria-colcount", columns.length + 1);
  drawWindow();
};

const cellsOf = (rule, index, from, to) => {
  const line = lineOf(rule);
  return seen.columns.slice(from, to).map(([asset, place], at) => {
    const code = line[place];
    const active = index === seen.row && from + at === seen.column ? ' id="cell" data-active' : "";
    const wanted = isWanted(rule, asset, code);
    return `<div role="gridcell" aria-colindex="${from + at + 2}"${active} data-place="${index} ${from + at}" ` +
      `class="cell${wanted ? ` r-${fleet.codes[code]}` : ""}" aria-label="${escaped(tellCell(rule, asset, code))}">` +
      `${wanted ? code : ""}</div>`;
  }).join("");
};

// How high the box may become, which has no height before anything is in it.
const reach = () => Math.max(grid.clientHeight, innerHeight);

// A stretch of rows or columns: what can be seen, and a little around it.
const stretch = (scrolled, size, extent, total, around) => {
  const first = Math.max(Math.floor(scrolled / size) - around, 0);
  return [first, Math.min(first + Math.ceil(extent / size) + 2 * around, total)];
};

const nameCells = (from, to) => seen.columns.slice(from, to)
  .map(([asset], at) => `<div role="columnheader" aria-colindex="${from + at + 2}" class="cell name">` +
    `<span>${escaped(fleet.assets[asset])}</span></div>`).join("");

const line = (rule, index, from, to) => `<div role="row" aria-rowindex="${index + 2}" class="line">` +
  `<div role="rowheader" aria-colindex="1" class="head">${escaped(titleOf(rule))}</div>` +
  `<i class="left"></i>${cellsOf(rule, index, from, to)}</div>`;

const drawWindow = () => {
  const [first, last] = stretch(grid.scrollTop, ROW, reach(), seen.rows.length, 8);
  const [from, to] = stretch(grid.scrollLeft, CELL, grid.clientWidth, seen.columns.length, 12);
  const body = seen.rows.slice(first, last).map((rule, at) => line(rule, first + at, from, to)).join("");
  grid.innerHTML = '<div class="whole"><div role="row" aria-rowindex="1" class="line names">' +
    '<div role="columnheader" aria-colindex="1" class="head">Rule</div>' +
    `<i class="left"></i>${nameCells(from, to)}</div><i class="above"></i>${body}</div>`;
  const sizes = { left: from * CELL, above: first * ROW, width: seen.columns.length * CELL, height: seen.rows.length * ROW };
  for (const [name, size] of Object.entries(sizes)) grid.style.setProperty(`--${name}`, `${size}px`);
  if (one("#cell", grid)) grid.setAttribute("aria-activedescendant", "cell");
  else grid.removeAttribute("aria-activedescendant");
};

const go = (row, column) => {
  seen.row = Math.min(Math.max(row, 0), seen.rows.length - 1);
  seen.column = Math.min(Math.max(column, 0), seen.columns.length - 1);
  if (seen.rows.length === 0 || seen.columns.length === 0) return;
  const head = one(".head", grid).offsetWidth, top = seen.row * ROW, left = seen.column * CELL;
  const height = grid.clientHeight - one(".names", grid).offsetHeight, width = grid.clientWidth - head;
  grid.scrollTop = Math.min(Math.max(grid.scrollTop, top + ROW - height), top);
  grid.scrollLeft = Math.min(Math.max(grid.scrollLeft, left + CELL - width), left);
  drawWindow();
  const rule = seen.rows[seen.row], [asset, place] = seen.columns[seen.column];
  cellLine.textContent = tellCell(rule, asset, lineOf(rule)[place]);
};

const enter = () => {
  const rule = seen.rows[seen.row], [asset] = seen.columns[seen.column] ?? [];
  if (!rule || asset === undefined) return;
  change({ view: "", rule: nameOf(rule), at: fleet.assets[asset] });
  follow();
};

const MOVES = {
  ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1],
  PageDown: [15, 0], PageUp: [-15, 0], Home: [0, -1e6], End: [0, 1e6],
};
let waiting = 0;
grid.addEventListener("scroll", () => {
  if (!waiting) waiting = requestAnimationFrame(() => { waiting = 0; drawWindow(); });
});
grid.addEventListener("keydown", (event) => {
  const move = MOVES[event.key];
  if (move) go(seen.row + move[0], seen.column + move[1]);
  else if (event.key === "Enter") enter();
  else return;
  event.preventDefault();
});
grid.addEventListener("pointerover", (event) => {
  const cell = event.target.closest("[data-place]");
  if (cell) cellLine.textContent = cell.getAttribute("aria-label");
});
grid.addEventListener("click", (event) => {
  const cell = event.target.closest("[data-place]");
  if (!cell) return;
  [seen.row, seen.column] = cell.dataset.place.split(" ").map(Number);
  enter();
});
addEventListener("resize", () => { if (state.view === "matrix") drawWindow(); });
