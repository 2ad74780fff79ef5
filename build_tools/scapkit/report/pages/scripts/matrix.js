// The matrix of rules and assets: only what can be seen of it is drawn.
const CELL = 24;
const ROW = 26;
const grid = one("[data-matrix]");
const told_cell = one("[data-cell]");
let seen = { rows: [], columns: [], row: 0, column: 0 };

const escaped = (text) => text.replace(/[&<>"]/g, (each) => `&#${each.charCodeAt(0)};`);
const tellCell = (rule, asset, code) => `${titleOf(rule)}, ${fleet.assets[asset]}: ${fleet.words[fleet.codes[code]] ?? "not judged"}`;

const drawMatrix = () => {
  const kin = Number(state.kin || 0);
  const rows = [...shown].filter((rule) => Number(rule.dataset.kin) === kin);
  const columns = fleet.kin[kin].assets.map((asset, place) => [asset, place]).filter(([asset]) => isChosen(asset));
  seen = { rows, columns, row: Math.min(seen.row, Math.max(rows.length - 1, 0)), column: Math.min(seen.column, Math.max(columns.length - 1, 0)) };
  grid.setAttribute("aria-rowcount", rows.length + 1);
  grid.setAttribute("aria-colcount", columns.length + 1);
  window_();
};

const cellsOf = (rule, index, from, to) => {
  const line = lineOf(rule);
  return seen.columns.slice(from, to).map(([asset, place], at) => {
    const code = line[place];
    const active = index === seen.row && from + at === seen.column;
    return `<div role="gridcell" aria-colindex="${from + at + 2}"${active ? ' id="cell" data-active' : ""} data-place="${index} ${from + at}" ` +
      `class="cell r-${fleet.codes[code] ?? "none"}" aria-label="${escaped(tellCell(rule, asset, code))}">${code}</div>`;
  }).join("");
};

const window_ = () => {
  const first = Math.max(Math.floor(grid.scrollTop / ROW) - 8, 0);
  const last = Math.min(first + Math.ceil(grid.clientHeight / ROW) + 16, seen.rows.length);
  const from = Math.max(Math.floor(grid.scrollLeft / CELL) - 12, 0);
  const to = Math.min(from + Math.ceil(grid.clientWidth / CELL) + 24, seen.columns.length);
  const names = seen.columns.slice(from, to)
    .map(([asset], at) => `<div role="columnheader" aria-colindex="${from + at + 2}" class="cell name"><span>${escaped(fleet.assets[asset])}</span></div>`).join("");
  const body = seen.rows.slice(first, last).map((rule, at) => `<div role="row" aria-rowindex="${first + at + 2}" class="line">` +
    `<div role="rowheader" aria-colindex="1" class="head">${escaped(titleOf(rule))}</div><i class="left"></i>${cellsOf(rule, first + at, from, to)}</div>`).join("");
  grid.innerHTML = `<div class="whole"><div role="row" aria-rowindex="1" class="line names"><div role="columnheader" aria-colindex="1" class="head">Rule</div>` +
    `<i class="left"></i>${names}</div><i class="above"></i>${body}</div>`;
  const sizes = { "--left": from * CELL, "--above": first * ROW, "--width": seen.columns.length * CELL, "--height": seen.rows.length * ROW };
  for (const [name, size] of Object.entries(sizes)) grid.style.setProperty(name, `${size}px`);
  const active = one("#cell", grid);
  if (active) grid.setAttribute("aria-activedescendant", "cell"); else grid.removeAttribute("aria-activedescendant");
};

const go = (row, column) => {
  seen.row = Math.min(Math.max(row, 0), seen.rows.length - 1);
  seen.column = Math.min(Math.max(column, 0), seen.columns.length - 1);
  if (seen.rows.length === 0 || seen.columns.length === 0) return;
  const head = one(".head", grid).offsetWidth, top = seen.row * ROW, left = seen.column * CELL;
  const height = grid.clientHeight - one(".names", grid).offsetHeight, width = grid.clientWidth - head;
  grid.scrollTop = Math.min(Math.max(grid.scrollTop, top + ROW - height), top);
  grid.scrollLeft = Math.min(Math.max(grid.scrollLeft, left + CELL - width), left);
  window_();
  const rule = seen.rows[seen.row], [asset, place] = seen.columns[seen.column];
  told_cell.textContent = tellCell(rule, asset, lineOf(rule)[place]);
};

const enter = () => {
  const rule = seen.rows[seen.row], [asset] = seen.columns[seen.column] ?? [];
  if (!rule || asset === undefined) return;
  change({ view: "", rule: nameOf(rule), at: fleet.assets[asset] });
  follow();
};

const MOVES = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1], PageDown: [15, 0], PageUp: [-15, 0], Home: [0, -1e6], End: [0, 1e6] };
let waiting = 0;
grid.addEventListener("scroll", () => { if (!waiting) waiting = requestAnimationFrame(() => { waiting = 0; window_(); }); });
grid.addEventListener("keydown", (event) => {
  const move = MOVES[event.key];
  if (move) go(seen.row + move[0], seen.column + move[1]);
  else if (event.key === "Enter") enter();
  else return;
  event.preventDefault();
});
grid.addEventListener("pointerover", (event) => { const cell = event.target.closest("[data-place]"); if (cell) told_cell.textContent = cell.ariaLabel; });
grid.addEventListener("click", (event) => {
  const cell = event.target.closest("[data-place]");
  if (!cell) return;
  [seen.row, seen.column] = cell.dataset.place.split(" ").map(Number);
  enter();
});
addEventListener("resize", () => { if (state.view === "matrix") window_(); });
