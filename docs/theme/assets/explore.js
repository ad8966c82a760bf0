// The page /explore/: reads the figures, and shows those that fit the selection in the address.

import { drawCounts, drawValues } from "./explore-chart.js";
import { emptySelection, openStore, readSelection, select, writeSelection } from "./explore-data.js";
import { makeFilters, showChosen, showFilters } from "./explore-filters.js";
import { makeGrid, showRows } from "./explore-grid.js";
import { CSV_COLUMNS, download, passageAddress, readRow, showAmount, showPeriod, writeCsv } from "./explore-row.js";

const PAUSE = 200; // milliseconds without a key before what was typed is looked for
const COLUMNS = ["indicator", "period", "value", "unit", "area", "kind", "wording", "organization", "due", "concept", "plan"];

async function start(page) {
  const words = JSON.parse(page.dataset.words);
  const status = page.querySelector("[role=status]");
  status.textContent = words.loading;
  try {
    const view = await openView(page, words, status);
    page.querySelector(".explore-body").hidden = false;
    listen(view);
    await restore(view);
  } catch (error) {
    status.textContent = words.failed;
    console.error(error);
  }
}

async function openView(page, words, status) {
  const data = new URL(page.dataset.data, location.href);
  const [file] = await Promise.all([
    fetch(new URL("data/all/explore.json", data)).then((answer) => {
      if (!answer.ok) {
        throw new Error(answer.status);
      }
      return answer.json();
    }),
    import(new URL("assets/browser/regular-table.js", data).href),
  ]);
  const isChinese = document.documentElement.lang.startsWith("zh");
  const view = {
    page,
    words,
    status,
    store: openStore(file, isChinese ? 1 : 2, words),
    locale: isChinese ? "zh-CN" : "en",
    root: new URL(page.dataset.root, location.href).href,
    selection: emptySelection(),
    found: { rows: [], counts: {} },
  };
  view.find = (selector) => page.querySelector(selector);
  view.onChange = () => change(view);
  view.filters = makeFilters(view.find(".explore-facets"), view);
  view.grid = makeGrid(view.find(".explore-grid"), {
    columns: COLUMNS.map((id) => ({ id, title: words[id], sortable: true, numeric: id === "value" })),
    cell: (row, id) => drawCell(view, row, id),
    label: words.table,
    onSort: (id) => sortBy(view, id),
  });
  return view;
}

function drawCell(view, row, id) {
  const { store, words } = view;
  if (view.last?.row !== row) {
    view.last = { row, cells: readRow(store, row, view.root) };
  }
  const { cells } = view.last;
  const texts = {
    area: () => store.name("area", cells.area),
    period: () => showPeriod(cells.period),
    kind: () => words[`kind-${cells.kind}`],
    value: () => showAmount(cells),
    unit: () => unitName(store, cells.unit),
    organization: () => nameHolders(view, cells),
    due: () => words[`due-${cells.state || "none"}`],
    concept: () => (cells.concept ? store.name("concepts", cells.concept) : ""),
    plan: () => store.name("plans", cells.plan),
  };
  if (id === "indicator") {
    return drawLink(store.name("indicator", cells.indicator), cells.address);
  }
  if (id === "wording") {
    return drawLink(cells.wording, new URL(passageAddress(cells), view.root).href);
  }
  return texts[id]();
}

const unitName = (store, unit) => (store.language === 1 ? unit : (store.tables.unit.get(unit)?.[1] ?? unit));

// Who holds a share, marked as such; else who answers for the indicator.
function nameHolders({ store, locale, words }, { organization, answers }) {
  const name = (id) => store.name("organizations", id);
  if (organization) {
    return words.share.replace("{name}", name(organization));
  }
  return answers.split(" ").filter(Boolean).map(name).join(locale === "en" ? ", " : "、");
}

function drawLink(text, address) {
  const link = document.createElement("a");
  Object.assign(link, { textContent: text, href: address });
  return link;
}

// Reads the selection from the address and shows it.
async function restore(view) {
  view.selection = readSelection(location.search, view.store);
  view.find("#explore-words").value = view.selection.words;
  await show(view);
}

// After a change by the visitor: the address follows, as a step that “back” undoes, typing as one step.
function change(view, isTyping = false) {
  const query = writeSelection(view.selection);
  const address = `${location.pathname}${query && "?"}${query}`;
  history[isTyping && view.typing ? "replaceState" : "pushState"](null, "", address);
  view.typing = isTyping;
  show(view);
}

function sortBy(view, id) {
  const { selection } = view;
  const isSecond = selection.sort === id && !selection.descending;
  const isThird = selection.sort === id && selection.descending;
  Object.assign(selection, { sort: isThird ? "" : id, descending: isSecond });
  view.onChange();
}

async function show(view) {
  const { store, selection, words, grid } = view;
  view.found = select(store, selection);
  const { rows } = view.found;
  const say = rows.length === store.rows ? words.all : rows.length ? words.some : words.nothing;
  const count = (number) => number.toLocaleString(view.locale);
  view.status.textContent = say.replace("{n}", count(rows.length)).replace("{all}", count(store.rows));
  showFilters(view.filters, view);
  showChosen(view.find(".explore-chosen"), view);
  const number = [...view.selection.chosen.values()].reduce((sum, { size }) => sum + size, 0);
  view.find(".explore-number").textContent = number ? ` (${number})` : "";
  view.find("[data-do=reset]").disabled = !writeSelection(selection);
  view.find("[data-do=export]").disabled = !rows.length;
  showHeads(grid, words, selection);
  view.find(".explore-grid").style.setProperty("--rows", Math.max(rows.length, 1));
  await showRows(grid, rows.length, (place) => rows[place], selection);
  showChart(view);
}

function showHeads(grid, words, { sort, descending }) {
  for (const [place, { id }] of grid.columns.entries()) {
    const arrow = id === sort ? (descending ? " ▼" : " ▲") : "";
    grid.heads[place].textContent = words[id] + arrow;
  }
}

function showChart(view) {
  const fold = view.find(".explore-chart");
  const box = fold.querySelector("div");
  box.replaceChildren();
  if (!fold.open || !view.found.rows.length) {
    return;
  }
  const { store, words, root, locale } = view;
  const paper = { width: Math.max(box.clientWidth, 240), words, root, language: locale };
  const { rows } = view.found;
  const charts = [
    [words.counts, drawCounts(store, rows, paper)],
    [words.values, drawValues(store, rows, paper)],
  ];
  for (const [title, drawn] of charts) {
    const caption = document.createElement("figcaption");
    caption.textContent = title;
    const figure = document.createElement("figure");
    figure.append(caption, ...(drawn ?? [words.novalues]));
    box.append(figure);
  }
}

function exportRows({ store, found, root, words }) {
  const records = Array.from(found.rows, (row) => {
    const cells = readRow(store, row, root);
    return CSV_COLUMNS.map((name) => cells[name]);
  });
  download(words.file, writeCsv(CSV_COLUMNS, records));
}

function listen(view) {
  const { find } = view;
  const input = find("#explore-words");
  let timer;
  const search = () => {
    clearTimeout(timer);
    if (view.selection.words.trim() !== input.value.trim()) {
      view.selection.words = input.value;
      change(view, true);
    }
  };
  input.addEventListener("input", (event) => {
    clearTimeout(timer);
    timer = event.isComposing ? undefined : setTimeout(search, PAUSE);
  });
  input.addEventListener("compositionend", () => {
    timer = setTimeout(search, PAUSE);
  });
  find("form").addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  find("[data-do=reset]").addEventListener("click", () => {
    view.selection = emptySelection();
    input.value = "";
    view.onChange();
  });
  find("[data-do=export]").addEventListener("click", () => exportRows(view));
  find(".explore-chart").addEventListener("toggle", () => showChart(view));
  addEventListener("popstate", () => restore(view));
  fit(view);
}

// Wide pages show filters and chart at once; the chart is drawn anew where the page gets another width.
function fit(view) {
  const wide = matchMedia("(min-width: 60em)");
  const open = () => {
    view.find(".explore-filters").open = wide.matches;
    view.find(".explore-chart").open = wide.matches;
    view.filters.slice(0, 3).forEach(({ fold }) => {
      fold.open = wide.matches;
    });
  };
  wide.addEventListener("change", open);
  open();
  let width = view.page.clientWidth;
  new ResizeObserver(() => {
    if (width !== view.page.clientWidth) {
      width = view.page.clientWidth;
      showChart(view);
    }
  }).observe(view.page);
}

start(document.getElementById("explore"));
