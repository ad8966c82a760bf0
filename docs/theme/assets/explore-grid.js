// A long table in little space: regular-table draws the rows in view into a plain <table>, this makes it
// reachable by keyboard and known to screen readers. Cells are text or elements made here, never markup.

const ROW = 1.6; // height of a row in rem, as in explore.css
const SPARE = 40; // drawn rows kept beside those in view

// `columns`: [{ id, title, sortable, numeric }], the first is the header of its row; `cell(row, column)`
// answers with a text or an element; `label` names the table; `onSort(id)` is called on a click.
export function makeGrid(box, { columns, cell, label, onSort }) {
  const table = document.createElement("regular-table");
  Object.assign(table, { tabIndex: 0, ariaLabel: label });
  table.setAttribute("role", "group");
  const grid = { table, columns, cell, count: 0, rowAt: undefined, sort: "", descending: false, drawn: new Map() };
  grid.height = () => parseFloat(getComputedStyle(document.documentElement).fontSize) * ROW;
  grid.heads = columns.map((column) => makeHead(column, onSort));
  table.addStyleListener(() => dress(grid, label));
  keepFocus(grid);
  box.replaceChildren(table);
  table.setDataListener((left, top, right, bottom) => slice(grid, { left, top, right, bottom }));
  return grid;
}

// Shows `count` rows from the top; `rowAt(place)` is what `cell` is asked about.
export async function showRows(grid, count, rowAt, sort = {}) {
  Object.assign(grid, { count, rowAt, ...sort });
  grid.drawn.clear();
  grid.table.scrollTop = 0;
  await grid.table.draw({ invalid_viewport: true });
  await grid.table.draw(); // only now is the height of the head known, without which the last row stays hidden
}

function makeHead({ id, title, sortable }, onSort) {
  const head = document.createElement(sortable ? "button" : "span");
  head.textContent = title;
  if (sortable) {
    head.type = "button";
    head.addEventListener("click", () => onSort(id));
  }
  return head;
}

// The part of the table that the library asks for; the first column is always there.
function slice(grid, { left, top, right, bottom }) {
  const places = count(top, Math.min(bottom, grid.count));
  const rows = places.map((place) => drawRow(grid, place));
  const columns = count(left, Math.min(right, grid.columns.length - 1)).map((column) => column + 1);
  if (grid.drawn.size > rows.length + SPARE) {
    grid.drawn = new Map(places.map((place, at) => [place, rows[at]]));
  }
  return Promise.resolve({
    num_rows: grid.count,
    row_height: grid.height(),
    num_columns: grid.columns.length - 1,
    row_headers: rows.map((row) => [row[0]]),
    column_headers: columns.map((column) => [grid.heads[column]]),
    data: columns.map((column) => rows.map((row) => row[column])),
    merge_headers: "none",
  });
}

// The whole numbers from `start`, rounded down, up to `end`, rounded up and left out.
function count(start, end) {
  const first = Math.floor(start);
  return Array.from({ length: Math.max(0, Math.ceil(end) - first) }, (_, place) => first + place);
}

function drawRow(grid, place) {
  if (!grid.drawn.has(place)) {
    const row = grid.rowAt(place);
    grid.drawn.set(place, grid.columns.map(({ id }) => grid.cell(row, id)));
  }
  return grid.drawn.get(place);
}

// What the library leaves to its users: the corner, scopes, sort state, places, and the full text of cut cells.
function dress(grid, label) {
  const table = grid.table.querySelector("table");
  if (!table) {
    return;
  }
  table.setAttribute("aria-label", label);
  table.setAttribute("aria-rowcount", grid.count + 1);
  table.setAttribute("aria-colcount", grid.columns.length);
  const [corner, ...heads] = table.querySelectorAll("thead th");
  if (corner && grid.heads[0].parentNode !== corner) {
    corner.replaceChildren(grid.heads[0]);
  }
  dressHead(grid, corner, 0);
  heads.forEach((head) => dressHead(grid, head, (grid.table.getMeta(head)?.x ?? 0) + 1));
  for (const row of table.tBodies[0].rows) {
    for (const [place, cell] of [...row.cells].entries()) {
      const meta = grid.table.getMeta(cell);
      place ? dressCell(grid, cell, (meta?.x ?? 0) + 1) : dressCell(grid, cell, 0);
      cell.title = cell.textContent;
      if (place === 0) {
        cell.scope = "row";
        row.setAttribute("aria-rowindex", (meta?.y ?? 0) + 2);
      }
    }
  }
}

function dressHead(grid, head, column) {
  if (!head) {
    return;
  }
  dressCell(grid, head, column);
  head.scope = "col";
  if (grid.columns[column].id === grid.sort) {
    head.setAttribute("aria-sort", grid.descending ? "descending" : "ascending");
  } else {
    head.removeAttribute("aria-sort");
  }
}

function dressCell({ columns }, cell, column) {
  const { id, numeric } = columns[column];
  cell.dataset.column = id;
  cell.setAttribute("aria-colindex", column + 1);
  cell.classList.toggle("numeric", Boolean(numeric));
}

// Scrolling moves cells from row to row: a link that had the focus gets it back.
function keepFocus(grid) {
  let focused;
  grid.table.addEventListener("focusin", (event) => {
    focused = event.target.closest("td, th") ? event.target : undefined;
  });
  grid.table.addStyleListener(() => {
    const lost = focused?.isConnected && document.activeElement === document.body;
    if (lost) {
      focused.focus({ preventScroll: true });
    }
  });
  grid.table.addEventListener("focusout", (event) => {
    focused = event.relatedTarget ? undefined : focused;
  });
}
